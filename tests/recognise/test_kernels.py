"""What is found does not depend on the company in which a text is worked on, whatever multiplies the matrices.

OpenBLAS has kernels for each family of processors, which add up in other orders; each is tried in a process of its own.
"""

import json
import os
import platform
import subprocess
import sys

import pytest

KERNELS = ("Haswell", "SkylakeX", "Nehalem")
"""Of AMD and Intel processors; one that this processor cannot run gives way to one that it can. Zen has Haswell's."""

SCRIPT = """
import hashlib, json
from random import Random
from threadpoolctl import threadpool_info
from entityx.engines import Recipe, loaded
from entityx.engines.recipe import extract_all
from entityx.records import Article

NAMES = ("Awa Koné", "Ségou", "Fodé Traoré", "Oumar Sy", "le Mali", "Niamey", "l’OPV", "Kalima", "la Chine", "Yao Ba")
TEXTS = [
    f"Le ministre {NAMES[n % 10]} a signé mot{n} avec {NAMES[n * 7 % 10]} un accord de pêche. " * (1 + n % 3)
    for n in range(20)
]
articles = [Article(str(n), "", text) for n, text in enumerate(TEXTS)]

def digest(parts):
    return hashlib.sha256(b"".join(parts)).hexdigest()

def run(order, together):
    # In the memory of a pipeline that has met nothing, or the runs before.
    nlp = loaded(Recipe())
    found = {}
    for start in range(0, len(order), together):
        batch = [articles[n] for n in order[start : start + together]]
        found |= {document.id: document.pack() for document in extract_all(batch, nlp)}
    encoder = nlp.get_pipe("tok2vec")
    rows = [encoder.predict([nlp.make_doc(text)])[0].tobytes() for text in TEXTS]
    embedded = [row.tobytes() for text in TEXTS for row in encoder.model.get_ref("embed").predict([nlp.make_doc(text)])]
    return digest(found[str(n)] for n in range(20)), digest(rows), digest(embedded)

order = list(range(20))
results = set()
for seed, together in enumerate((1, 3, 20)):
    loaded.cache_clear()
    results.add(run(order, together))
    Random(seed).shuffle(order)
    results.add(run(order, together))
kernels = {one.get("architecture") for one in threadpool_info() if one["user_api"] == "blas"}
print(json.dumps({"kernels": sorted(filter(None, kernels)), "results": sorted(results)}))
"""


@pytest.fixture(scope="module")
def tried():
    """What the script says with each kernel."""

    def start(kernel):
        environment = os.environ | {"OPENBLAS_CORETYPE": kernel, "OPENBLAS_NUM_THREADS": "1"}
        return subprocess.Popen([sys.executable, "-c", SCRIPT], env=environment, stdout=subprocess.PIPE)

    outputs = {}
    for kernel in KERNELS:
        with start(kernel) as process:
            outputs[kernel] = json.loads(process.communicate()[0])
    return outputs


def test_several_kernels_are_tried(tried):
    if platform.machine() in ("x86_64", "AMD64"):
        assert len({tuple(output["kernels"]) for output in tried.values()}) > 2


@pytest.mark.parametrize("kernel", KERNELS)
def test_a_text_is_the_same_to_the_last_bit_in_any_company(tried, kernel):
    assert len(tried[kernel]["results"]) == 1


def test_words_are_embedded_alike_by_all_kernels(tried):
    assert len({embedded for output in tried.values() for _, _, embedded in output["results"]}) == 1
