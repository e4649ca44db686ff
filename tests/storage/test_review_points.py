"""Review points, as they lie in git."""

from reflectctl.storage.git import find
from reflectctl.storage.review_points import check_new, review_points


def test_a_tag_of_a_tag_names_the_commit_at_its_end(repository):
    first = repository.commit({"a": "1"}, on="2026-03-01")
    repository.commit({"a": "2"}, on="2026-04-01")
    repository.git("tag", "-a", "inner", "-m", "inner", first, on="2026-03-02")
    repository.git("tag", "-a", "review-points/spring", "-m", "Spring", "inner", on="2026-04-02")
    repository.git("tag", "-a", "review-points/deep", "-m", "Deep", "review-points/spring", on="2026-04-03")
    blob = repository.git("rev-parse", "HEAD:a")
    repository.git("tag", "-a", "of-a-blob", "-m", "x", blob)
    repository.git("tag", "-a", "review-points/nothing", "-m", "x", "of-a-blob")
    git, _ = find(repository.root)

    found = [(each.name, each.commit, each.day, each.message, each.recorded[:10]) for each in review_points(git)]

    assert found == [
        ("spring", first, "2026-04-02", "Spring", "2026-03-01"),
        ("deep", first, "2026-04-03", "Deep", "2026-03-01"),
    ]
    there = check_new(git, "Spring")
    assert there is not None
    assert there.name == "spring"


def test_who_made_one_is_called_as_mailmap_says(repository):
    repository.commit({"a": "1", ".mailmap": "Coordinator <asha@example.org>\n"})
    repository.git("tag", "-a", "review-points/spring", "-m", "Spring")
    git, _ = find(repository.root)

    assert [each.by for each in review_points(git)] == ["Coordinator"]
    (repository.top / ".mailmap").unlink()
    assert [each.by for each in review_points(git)] == ["Asha"]
