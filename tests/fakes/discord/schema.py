"""Every request body against Discord's own OpenAPI document, where it is at hand (it is JSON Schema 2020-12).

The document lets any further key pass; here one that it doesn't know is a violation too, for a slip of ours would look
like that.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from jsonschema.exceptions import best_match  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

JSON = dict[str, Any]
DOCUMENT = Path(__file__).parents[4] / "shared" / "specs" / "discord-openapi.json"
_JSON, _FORM = "application/json", "multipart/form-data"
# What discord.py writes beside: an embed's flags, a command's nsfw, a first message's tts.
_OLD = frozenset({"flags", "nsfw", "tts"})
# Take files too, though the document leaves them out:
# https://docs.discord.com/developers/resources/channel#start-thread-in-forum-or-media-channel
# https://docs.discord.com/developers/reference#uploading-files (interactions' answers and webhooks' messages)
_FILES_TOO = frozenset({
    "/channels/{channel_id}/threads",
    "/interactions/{interaction_id}/{interaction_token}/callback",
    "/webhooks/{webhook_id}/{webhook_token}",
})  # fmt: skip


class Schemas:
    """The document's schemas by operation; without the document nothing is held against anything."""

    def __init__(self, document: Path = DOCUMENT) -> None:
        self._document: JSON | None = json.loads(document.read_bytes()) if document.is_file() else None
        self._validators: dict[tuple[str, str, str], Draft202012Validator | None] = {}

    @property
    def known(self) -> bool:
        return self._document is not None

    def tells_of(self, method: str, template: str) -> bool:
        """Whether the document says what bodies this operation takes."""
        return self._validator(method, template, _JSON) is not None

    def violation(self, method: str, template: str, body: Any, files: Sequence[str] = ()) -> str | None:
        """What is wrong with a body, in a sentence, or None. ``files``: the names of the form's fields with files."""
        validator = self._validator(method, template, _FORM if files else _JSON)
        if validator is None:
            return f"{method} {template}: takes no files" if files and self.known else None
        written = _with_text_ids(body)
        if files and template not in _FILES_TOO:
            written = {**written, **dict.fromkeys(files, "")}
        error = best_match(validator.iter_errors(written))
        if error is not None:
            return f"{method} {template}: {error.json_path}: {error.message[:500]}"
        unknown = sorted(set(self._unknown(validator.schema, written)))
        return f"{method} {template}: the document knows no {', '.join(unknown)}" if unknown else None

    def _validator(self, method: str, template: str, kind: str) -> Draft202012Validator | None:
        if self._document is None:
            return None
        key = (method, template, kind)
        if key not in self._validators:
            operation = self._document["paths"].get(template, {}).get(method.lower(), {})
            content = operation.get("requestBody", {}).get("content", {}).get(kind)
            schema = None if content is None else {**content["schema"], "components": self._document["components"]}
            self._validators[key] = None if schema is None else Draft202012Validator(schema)
        return self._validators[key]

    def _unknown(self, schema: JSON, value: Any) -> Iterator[str]:
        """The keys that no form of this value in the document has."""
        forms = list(self._forms(schema))
        if isinstance(value, list):
            items = [form["items"] for form in forms if "items" in form]
            for one in value:
                yield from self._unknown({"anyOf": items}, one) if items else ()
        elif isinstance(value, dict):
            open_ended = any(form.get("additionalProperties") for form in forms)
            for key, below in value.items():
                under = [form["properties"][key] for form in forms if key in form.get("properties", ())]
                if under:
                    yield from self._unknown({"anyOf": under}, below)
                elif not open_ended and key not in _OLD:
                    yield key

    def _forms(self, schema: JSON) -> Iterator[JSON]:
        """The plain schemas that one is made of."""
        if "$ref" in schema and self._document is not None:
            name = schema["$ref"].rpartition("/")[2]
            yield from self._forms(self._document["components"]["schemas"][name])
            return
        yield schema
        for kind in ("anyOf", "oneOf", "allOf"):
            for one in schema.get(kind, ()):
                yield from self._forms(one)


def _with_text_ids(body: Any) -> Any:
    """discord.py writes some ids as integers, which Discord takes although its document doesn't say so."""
    if not isinstance(body, dict):
        return body
    if body.get("attachments"):
        body = {**body, "attachments": [{**it, "id": str(it["id"])} for it in body["attachments"] if "id" in it]}
    for key in ("message", "data"):  # a forum post's first one, an interaction's answer
        if isinstance(body.get(key), dict):
            body = {**body, key: _with_text_ids(body[key])}
    if isinstance(body.get("recipient_id"), int):
        body = {**body, "recipient_id": str(body["recipient_id"])}
    return body
