"""Discord's error answers, as exceptions. Codes: https://docs.discord.com/developers/topics/opcodes-and-status-codes"""

from __future__ import annotations

from typing import Any


class Refusal(Exception):
    """An answer of 4xx with Discord's code and words."""

    def __init__(self, status: int, code: int, message: str, errors: Any = None) -> None:
        self.status, self.code, self.message, self.errors = status, code, message, errors
        super().__init__(message)

    def body(self) -> dict[str, Any]:
        answer: dict[str, Any] = {"message": self.message, "code": self.code}
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
