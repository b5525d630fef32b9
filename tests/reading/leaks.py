"""What site builders, editors and other dialects put into texts. "Zqleak" stands where no reader may see it."""

from __future__ import annotations

from typing import NamedTuple


class Form(NamedTuple):
    """A piece of a text; ``before``: what stands in front of the whole file."""

    name: str
    text: str
    before: str = ""


_P = "The fog is dear to me."

FORMS = (
    Form("none", ""),
    Form("byte order mark", _P, "\ufeff"),
    Form("Liquid", f"{{% include zqleak.html a='1' %}}\n{_P} {{{{ page.zqleak }}}}"),
    Form("Liquid in Liquid", f'{{% include zqleak.html a="{{{{ page.zqleak }}}}" %}}\n\n{_P}'),
    Form("Liquid, broken", f"{{% include zqleak.html a='1'\n\n{_P} {{{{ zqleak"),
    Form("Liquid, raw", f"{{% raw %}}{_P}{{% endraw %}}"),
    Form("Liquid, code", f"{{% highlight html %}}\n<b>zqleak</b>\n{{% endhighlight %}}\n\n{_P}"),
    Form("Liquid, comment", f"{{% comment %}}zqleak{{% endcomment %}}\n\n{_P}"),
    Form("Liquid in a link", "[The fog]({{ site.url }}{% post_url zqleak %}) is dear to me."),
    Form("Hugo", f'{{{{< figure src="zqleak.jpg" alt="a > b" >}}}}\n\n{_P}'),
    Form("Hugo with prose", f'{{{{< note "zqleak" >}}}}{_P}{{{{< /note >}}}}'),
    Form("Hugo with Markdown", f"{{{{% notice zqleak %}}}}\n{_P}\n{{{{% /notice %}}}}"),
    Form("Hugo, comment", f"{{{{</* zqleak */>}}}} {_P}"),
    Form("Hugo, broken", f"{_P} {{{{< zqleak"),
    Form("kramdown", f"{_P}\n{{: .zqleak #zqleak}}\n\n*Fog*{{: .zqleak}} again."),
    Form("kramdown, comment", f"{{::comment}}\nzqleak\n{{:/comment}}\n\n{_P}"),
    Form("table of contents", f"* TOC\n{{:toc}}\n\n{_P}\n\n[TOC]"),
    Form("footnotes", f"{_P}[^1] More fog.[^zqleak]\n\n[^1]: zqleak here\n    and zqleak there\n\n[^zqleak]: zqleak"),
    Form("footnote within", f"{_P}^[A zqleak note.]"),
    Form("script", f"<script>\nvar zqleak = '<b>1</b>';\n\nzqleak();\n</script>\n\n{_P}"),
    Form("style sheet", f"<style>.zqleak {{ color: red }}</style>\n\n{_P}"),
    Form("frame", f'<iframe src="https://zqleak.example/embed">zqleak</iframe>\n\n{_P}'),
    Form("comment", f"<!-- zqleak\n\nzqleak -->\n\n{_P}"),
    Form("picture", f'![zqleak](zqleak.png "zqleak")\n\n<img src="x.png" alt="zqleak">\n\n{_P}'),
    Form("figure", f'<figure><img src="zqleak.png"><figcaption>zqleak</figcaption></figure>\n\n{_P}'),
    Form(
        "embedded post",
        f'<blockquote class="twitter-tweet"><p>zqleak @zqleak</p></blockquote><script>1</script>\n\n{_P}',
    ),
    Form("folded", f"<details><summary>zqleak</summary>zqleak</details>\n\n{_P}"),
    Form("more front matter", f"---\ntitle: zqleak\nlayout: review\n---\n\n{_P}"),
    Form("more TOML", f'+++\ntitle = "zqleak"\nrating = 4\n+++\n\n{_P}'),
    Form(
        "MDX", f'import Zqleak from "./zqleak"\n\n<Zqleak a={{3}} b={{{{c: "zqleak"}}}} />\n\n{{/* zqleak */}}\n\n{_P}'
    ),
    Form("MDX export", f"export const zqleak = {{\n  a: 1,\n}}\n\n{_P}"),
    Form("Obsidian", "The [[Zqleak#Fog|fog]] is ==dear== to me. %%zqleak%% ![[zqleak.png]] ^zqleak"),
    Form("Pandoc", f"::: {{.zqleak}}\n{_P}\n:::\n\n[Fog]{{.zqleak}} again."),
    Form("formula", f"{_P} $$zqleak^2$$ and $zqleak_1$ too."),
    Form("emoji names", f"{_P} :zqleak_face: :fire:"),
    Form("unseen characters", "The f\u200bog is\ufeff de\u00adar to\u2060 me.\u202e"),
    Form("unseen entities", "The f&#8203;og is de&shy;ar to me.&#xfeff;"),
    Form("escaped twice", "The fog &amp;amp; I are &amp;quot;dear&amp;quot; friends."),
    Form("forum marks", f"[b]{_P}[/b] [url=https://zqleak.example]More[/url]"),
    Form("content warning", f"Movie CW // zqwarned, fog\n\n{_P}"),
    Form("content warning in the line", f"CW: zqwarned, fog\n{_P}"),
    Form("tags", f"{_P}\n\nTags: zqleak, zqshelf"),
    Form("place", f"Zqleak, Peru, 1973\n\n{_P}"),
    Form("edit note", f"{_P}\n\nEdit 2024-04-09: zqleak"),
    Form("printed before", f"Originally published at zqleak.example\n\n{_P}"),
    Form("image credit", f"{_P}\n\nImage via Zqleak Films"),
    Form("mentions", "@everyone and @here and <@123456789012345678> and @ann@host.example love the fog."),
    Form("Markdown signs", r"Totally F***ed Up, \*fog\*, ¯\\_(ツ)_/¯ and \[fog is\] dear."),
    Form("WordPress", f'[caption id="zqleak"]<img src="x"> zqleak[/caption]\n\n[gallery ids="zqleak"]\n\n{_P}'),
    Form("a comment of a template", f"{{# zqleak #}}\n\n{_P}"),
    Form("abbreviation", f"{_P}\n\n*[fog]: zqleak"),
    Form("changes in the text", f"{_P} {{--zqleak--}}{{>>zqleak<<}}"),
    Form("tasks", "* [x] seen in the fog\n* [ ] seen by day"),
    Form("a bare address", f"https://zqleak.example/watch?v=1\n\n{_P}"),
    Form("a ruler glued on", f"{_P} {_P} {_P} {_P} {_P} {_P} {_P} {_P}\n---"),
    Form("code", f"```yaml\ntitle: zqleak\n```\n\n{_P}"),
    Form("struck", f"~~zqleak~~ {_P} <del>zqleak</del>"),
    Form("hidden", f'<p hidden>zqleak</p><span class="sr-only">zqleak</span>\n\n{_P}'),
    Form("names nobody", f"I saw it with Zqname Wick, who loved it. {_P}"),
)
