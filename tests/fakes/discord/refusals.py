"""Discord's error answers, as exceptions. Codes: https://docs.discord.com/developers/topics/opcodes-and-status-codes"""

from __future__ import annotations

from typing import Any


class Refusal(Exception):
    """An answer of 4xx with Discord's code and words."""

    def __init__(self, status: int, code: int, message: str, errors: Any = None, **more: Any) -> None:
        self.status, self.code, self.message, self.errors, self.more = status, code, message, errors, more
        super().__init__(message)

    def body(self) -> dict[str, Any]:
        answer: dict[str, Any] = {"message": self.message, "code": self.code, **self.more}
        if self.errors is not None:
            answer["errors"] = self.errors
        return answer


def unauthorized() -> Refusal:
    return Refusal(401, 0, "401: Unauthorized")


def not_found() -> Refusal:
    return Refusal(404, 0, "404: Not Found")


def unknown(what: str) -> Refusal:
    codes = {
        "Channel": 10003,
        "Guild": 10004,
        "Member": 10007,
        "Message": 10008,
        "User": 10013,
        "Webhook": 10015,
        "Interaction": 10062,
        "Application Command": 10063,
    }
    return Refusal(404, codes[what], f"Unknown {what}")


def missing_access() -> Refusal:
    return Refusal(403, 50001, "Missing Access")


def missing_permissions() -> Refusal:
    return Refusal(403, 50013, "Missing Permissions")


def invalid_form(field: str, code: str, message: str) -> Refusal:
    return Refusal(400, 50035, "Invalid Form Body", {field: {"_errors": [{"code": code, "message": message}]}})


def too_many_edits(wait: float | None) -> Refusal:
    """https://github.com/discord/discord-api-docs/issues/4413: a 429 that no header foretells."""
    told = {} if wait is None else {"retry_after": wait, "global": False}
    return Refusal(
        429, 30046, "Maximum number of edits to messages older than 1 hour reached. Try again later.", **told
    )


def too_many_announcement_edits() -> Refusal:
    """https://docs.discord.com/developers/topics/opcodes-and-status-codes#json: a published post takes few edits."""
    return Refusal(429, 20022, "This message cannot be edited due to announcement rate limits.", retry_after=1200.0)


def archived() -> Refusal:
    return Refusal(400, 50083, "Thread is archived")
