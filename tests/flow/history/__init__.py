"""The histories that review sites really have, lived through by watcher, records and courier."""
