"""What is news, where it goes and when: values in, decisions out. Pure: no disk, network, clock or framework."""

from __future__ import annotations
