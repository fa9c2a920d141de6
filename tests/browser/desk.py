"""What tests of the review desk do and see in a browser."""

from playwright.sync_api import expect


def mark(page, annotation):
    return page.locator(f'#text mark[data-a~="{annotation.pk}"]').first


def said(page, words):
    expect(page.locator("#outcome")).to_contain_text(words)


def open_inspector(page, annotation):
    mark(page, annotation).click()
    inspector = page.locator("#inspector")
    expect(inspector.locator(f'[data-annotation="{annotation.pk}"]')).to_be_visible()
    return inspector


def select(page, words, occurrence=0):
    """Select words of the text as a pointer would."""
    page.evaluate(
        """([words, occurrence]) => {
            const text = document.getElementById("text");
            const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
            const nodes = [];
            while (walker.nextNode()) nodes.push(walker.currentNode);
            const whole = nodes.map((node) => node.data).join("");
            let start = -1;
            for (let i = 0; i <= occurrence; i += 1) start = whole.indexOf(words, start + 1);
            const place = (offset) => {
                for (const node of nodes) {
                    if (offset <= node.length) return [node, offset];
                    offset -= node.length;
                }
            };
            const range = document.createRange();
            range.setStart(...place(start));
            range.setEnd(...place(start + words.length));
            getSelection().removeAllRanges();
            getSelection().addRange(range);
            text.dispatchEvent(new PointerEvent("pointerup", { bubbles: true }));
        }""",
        [words, occurrence],
    )
    popover = page.locator("#selection")
    expect(popover).to_be_visible()
    return popover
