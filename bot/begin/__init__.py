"""The first hour: finding a site's reviews, asking the few questions, writing a configuration, getting tokens."""
