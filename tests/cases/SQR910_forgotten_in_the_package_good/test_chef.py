from app.models.chef import Chef


def test_chef():
    assert Chef()
