"""Training the transformer that takes the second look: a pretrained encoder and annotated texts in, a folder out.

It needs PyTorch, which using entityx does not (``make train-accurate`` installs it).
"""
