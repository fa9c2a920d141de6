"""What the article as a whole says of its names: one label for one name, and every repeat."""


def agree(text, doc, chosen):
    return chosen
