import pytest
from typer.testing import CliRunner

import entityx
from entityx.cli.main import app
from entityx.explanation import explain, of_agreement, of_person
from entityx.link.wording import words_for

TEXT = "Le ministre malien Awa Diarra a signé un accord de pêche avec le Niger. Un contrat est rompu avec Yadran."


@pytest.fixture(scope="module")
def explanations(nlp):
    return explain(TEXT, nlp)


def test_what_the_document_says_is_explained(explanations, nlp):
    document = entityx.extract(TEXT, nlp)
    for number, agreement in enumerate(document.agreements, start=1):
        given = {one.question for one in of_agreement(explanations, number) if one.given}
        assert given == {
            f"status: {agreement.status}",
            f"kind: {agreement.kind}",
            *(f"party: {party}" for party in agreement.parties),
            *(f"third party: {party}" for party in agreement.third_parties),
            *(f"subject: {subject}" for subject in agreement.subjects),
        }
    (person,) = document.people
    held = [one for one in of_person(explanations, "diarra") if one.given]
    assert [(one.about, one.question) for one in held] == [(person.name, "title: ministre malien")]


def test_reasons_add_up(explanations):
    assert len(explanations) > 5
    for one in explanations:
        assert sum(reason.weight for reason in one.reasons) == pytest.approx(one.score, abs=0.01)
        weights = [abs(reason.weight) for reason in one.reasons]
        assert weights == sorted(weights, reverse=True)


def test_who_was_nearly_chosen_is_told_as_well(explanations):
    refused = [one for one in explanations if not one.given]
    assert all(one.question.startswith(("party: ", "third party: ", "title: ")) for one in refused)


@pytest.mark.parametrize(
    ("feature", "words"),
    [
        ("behind: avec _", "stands behind it, after “avec”"),
        ("behind: avec state", "stands behind it, with “avec” between"),
        ("another: owner", "somebody else is joined to the agreement by “de”"),
        ("subject + another: behind: avec", "is what its sentence begins with, and somebody else stands behind it, "
         "with “avec” between"),
        ("the last: stated ended", "a word says “ended”, at the last mention"),
        ("never heard of", "never heard of"),
    ],
)  # fmt: skip
def test_features_in_words(feature, words):
    assert words_for(feature) == words


@pytest.fixture
def run(tmp_path):
    """Runs ``entityx explain`` on `TEXT` with the fast model."""

    def run(*arguments, text=TEXT):
        path = tmp_path / "article.txt"
        path.write_text(text, encoding="utf-8")
        return CliRunner().invoke(app, ["explain", str(path), "--model", "fast", *arguments])

    return run


def test_the_command_shows_one_agreement(run):
    shown = run("--agreement", "1")
    assert shown.exit_code == 0
    assert "agreement 1: accord de pêche" in shown.stdout
    assert "party: Niger" in shown.stdout
    assert "contrat" not in shown.stdout.replace("contract", "")


def test_the_command_shows_one_person(run):
    shown = run("--person", "Diarra")
    assert "title: ministre malien" in shown.stdout
    assert "agreement" not in shown.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--agreement", "9"), "has no agreement number 9"),
        (("--person", "Nobody"), "no person whose name has 'Nobody' in it"),
        (("--agreement", "1", "--person", "Diarra"), "one at a time"),
    ],
)
def test_what_is_not_there_is_said(run, arguments, message):
    shown = run(*arguments)
    assert shown.exit_code == 2
    assert message in " ".join(shown.stderr.split())


def test_one_article_at_a_time(tmp_path):
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    shown = CliRunner().invoke(app, ["explain", str(tmp_path), "--model", "fast"])
    assert shown.exit_code == 2
    assert "has 2 articles" in " ".join(shown.stderr.split())
