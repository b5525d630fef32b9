"""The records: what is known, what is owed, what was posted. They cannot be derived, so they are kept safe."""
