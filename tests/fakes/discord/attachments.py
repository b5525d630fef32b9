"""Files of messages: kept or replaced by an edit, and shown inside of an embed, where they are no attachments any more.

https://discord.com/developers/docs/reference#uploading-files, https://github.com/discord/discord-api-docs/issues/1340
"""

from __future__ import annotations

import re
import urllib.parse
from typing import TYPE_CHECKING, Any

from tests.fakes.discord import refusals

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.fakes.discord.call import Upload
    from tests.fakes.discord.world import World

JSON = dict[str, Any]
MOST_BYTES, MOST_FILES = 10 * 1024 * 1024, 10
_SCHEME = "attachment://"


def check(body: JSON, files: Sequence[Upload]) -> None:
    """Refuse what is too much, and what came in fields of other names than those that the body tells of."""
    if any(file.size > MOST_BYTES for file in files):
        raise refusals.Refusal(413, 40005, "Request entity too large")
    if len(files) > MOST_FILES:
        raise refusals.invalid_form("attachments", "BASE_TYPE_MAX_LENGTH", "Must be 10 or fewer in length.")
    told = {f"files[{it.get('id')}]" for it in body.get("attachments") or ()}
    if not {file.field for file in files} <= told:
        raise refusals.invalid_form("attachments", "BASE_TYPE_REQUIRED", "A file that the body doesn't name.")


def lay(world: World, message: JSON, body: JSON, uploads: Sequence[Upload]) -> None:
    """Give a message the files that a request leaves or brings, and its embeds those that they show.

    A request that says nothing of attachments keeps all; one that sends an embed again has to name its file again.
    """
    number = int(message["id"])
    files = world.files.get(number, [])
    if "attachments" in body:
        kept = {str(it["id"]) for it in body["attachments"] or ()}
        files = [it for it in files if it["id"] in kept]
    files = [*files, *(_attachment(world, message["channel_id"], body, file) for file in uploads)]
    if "embeds" in body:
        shown: set[str] = set()
        message["embeds"] = [_with_files(embed, files, shown) for embed in message["embeds"]]
        files = [{**it, "shown": it["id"] in shown} for it in files]
    world.files[number] = files
    message["attachments"] = [{key: it[key] for key in it if key != "shown"} for it in files if not it["shown"]]


def _with_files(embed: JSON, files: list[JSON], shown: set[str]) -> JSON:
    for part in ("image", "thumbnail"):
        url = str((embed.get(part) or {}).get("url") or "")
        if not url.startswith(_SCHEME):
            continue
        file = next((it for it in files if it["filename"] == url.removeprefix(_SCHEME)), None)
        if file is None:  # stricter than Discord may be: nobody means that
            raise refusals.invalid_form("embeds", "ATTACHMENT_NOT_FOUND", f"No attachment is called {url}.")
        shown.add(file["id"])
        told = {"url": file["url"], "proxy_url": file["proxy_url"], "width": 1200, "height": 630}
        embed = {**embed, part: {**told, "content_type": file["content_type"]}}
    return embed


def _attachment(world: World, channel_id: str, body: JSON, file: Upload) -> JSON:
    told: JSON = next((it for it in body.get("attachments") or () if f"files[{it.get('id')}]" == file.field), {})
    attachment_id = world.snowflake()
    name = re.sub(r"[^\w.-]", "_", file.name)
    path = f"attachments/{channel_id}/{attachment_id}/{urllib.parse.quote(name)}?ex=6a&is=69&hm=0f"
    return {
        "id": str(attachment_id),
        "filename": name,
        "size": file.size,
        "url": f"https://cdn.discordapp.example/{path}",
        "proxy_url": f"https://media.discordapp.example/{path}",
        "content_type": file.content_type,
        "description": told.get("description"),
        "shown": False,
    }
