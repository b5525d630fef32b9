"""Every request body against Discord's own OpenAPI document, where it is at hand (it is JSON Schema 2020-12)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from jsonschema.exceptions import best_match  # type: ignore[import-untyped]

DOCUMENT = Path(__file__).parents[4] / "shared" / "specs" / "discord-openapi.json"


class Schemas:
    """The document's schemas by operation; without the document nothing is held against anything."""

    def __init__(self, document: Path = DOCUMENT) -> None:
        self._document: dict[str, Any] | None = json.loads(document.read_bytes()) if document.is_file() else None
        self._validators: dict[tuple[str, str], Draft202012Validator | None] = {}

    @property
    def known(self) -> bool:
        return self._document is not None

    def violation(self, method: str, template: str, body: Any) -> str | None:
        """What is wrong with a body, in a sentence, or None."""
        if self._document is None:
            return None
        key = (method, template)
        if key not in self._validators:
            self._validators[key] = self._build(self._document, method, template)
        validator = self._validators[key]
        error = None if validator is None else best_match(validator.iter_errors(_with_text_ids(body)))
        return None if error is None else f"{method} {template}: {error.json_path}: {error.message[:500]}"

    def _build(self, document: dict[str, Any], method: str, template: str) -> Draft202012Validator | None:
        operation = document["paths"].get(template, {}).get(method.lower(), {})
        content = operation.get("requestBody", {}).get("content", {}).get("application/json")
        if content is None:
            return None
        return Draft202012Validator({**content["schema"], "components": document["components"]})


def _with_text_ids(body: Any) -> Any:
    """discord.py writes some ids as integers, which Discord takes although its document doesn't say so."""
    if not isinstance(body, dict):
        return body
    if body.get("attachments"):
        body = {**body, "attachments": [{**it, "id": str(it["id"])} for it in body["attachments"] if "id" in it]}
    if isinstance(body.get("recipient_id"), int):
        body = {**body, "recipient_id": str(body["recipient_id"])}
    return body
