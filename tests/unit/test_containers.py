"""What ``Dockerfile`` and ``compose.yaml`` promise; tests/slow/bot/test_container.py runs what they describe."""

import http.server
import threading
from contextlib import contextmanager

import pytest
import yaml

from bot.commands import healthcheck
from bot.commands.signals import STOP_WITHIN_S
from bot.settings import Settings
from tests.containers import REPOSITORY, only, read_stages


@pytest.fixture(scope="module")
def image():
    return read_stages()[-1]


@pytest.fixture(scope="module")
def services():
    return yaml.safe_load((REPOSITORY / "compose.yaml").read_text(encoding="utf-8"))["services"]


def test_the_image_runs_as_nobody_in_particular(image):
    assert only(image, "USER").value == "10001:10001"
    assert image.index(only(image, "USER")) > max(i for i, each in enumerate(image) if each.name in {"COPY", "RUN"})


def test_the_image_needs_no_shell_and_hears_sigterm(image):
    assert only(image, "ENTRYPOINT").exec_form + only(image, "CMD").exec_form == ["lookalike", "run"]
    assert only(image, "STOPSIGNAL").value == "SIGTERM"
    assert only(image, "HEALTHCHECK").exec_form == ["python", "-m", "bot.commands.healthcheck"]


def test_the_image_holds_what_was_built_and_not_what_builds():
    *builds, image = read_stages()
    assert [each.value for each in image if each.name == "COPY"] == ["--from=build /opt/lookalike /opt/lookalike"]
    assert not [each for each in image if each.name == "RUN" and "pip" in each.value]
    assert len(builds) == 1


def test_whatever_is_installed_is_pinned_by_its_hash():
    installs = [
        command
        for stage in read_stages()
        for each in stage
        if each.name == "RUN"
        for command in each.value.split("&&")
        if "pip install" in command
    ]
    assert len(installs) == 3
    for command in installs:
        assert "--require-hashes" in command or "--no-index" in command
    assert not [each for stage in read_stages() for each in stage if each.name == "ADD"]


def test_no_secret_is_part_of_the_image(image):
    names = {str(field.alias) for field in Settings.model_fields.values()}
    given = {name for name in names for each in image if each.name in {"ENV", "ARG"} and name in each.value}
    assert given == {"LOOKALIKE_LOG_FORMAT", "LOOKALIKE_HOST"}


def test_only_what_the_image_is_built_from_is_sent_to_the_builder():
    lines = (REPOSITORY / ".dockerignore").read_text(encoding="utf-8").splitlines()
    rules = [line for line in lines if line and not line.startswith("#")]
    assert rules[0] == "*"
    allowed = {rule.removeprefix("!") for rule in rules if rule.startswith("!")}
    copied = {
        source
        for each in read_stages()[0]
        if each.name == "COPY"
        for source in each.value.split()[:-1]
        if not source.startswith("--")
    }
    assert copied == allowed
    assert all((REPOSITORY / name).exists() for name in allowed)


def test_two_replicas_share_one_database(services):
    app = services["app"]
    assert app["deploy"]["replicas"] == 2
    assert app["depends_on"] == {"database": {"condition": "service_healthy"}}
    assert "@database/lookalike" in app["environment"]["DATABASE_URL"]
    assert services["database"]["healthcheck"]["test"][0] == "CMD"
    assert services["database"]["volumes"] == ["database:/var/lib/postgresql/data"]


@pytest.mark.parametrize("name", ["app", "database"])
def test_a_service_has_as_few_rights_as_it_can_do_with(services, name):
    service = services[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert any(mount.startswith("/tmp") for mount in service["tmpfs"])
    assert service["restart"] == "unless-stopped"
    assert "privileged" not in service


def test_the_app_keeps_none_of_the_databases_rights(services):
    assert "cap_add" not in services["app"]
    assert "volumes" not in services["app"]


def test_nothing_is_published_and_the_database_is_inside(services):
    assert not [name for name, service in services.items() if "ports" in service]
    assert services["database"]["networks"] == ["inside"]
    networks = yaml.safe_load((REPOSITORY / "compose.yaml").read_text(encoding="utf-8"))["networks"]
    assert networks["inside"] == {"internal": True}


def test_a_stop_is_given_the_time_it_takes(services):
    assert float(services["app"]["stop_grace_period"].removesuffix("s")) > STOP_WITHIN_S


def test_no_secret_is_written_into_the_file(services):
    assert services["app"]["env_file"] == ".env"
    for service in services.values():
        for name, value in service["environment"].items():
            if "PASSWORD" in name or "DATABASE_URL" in name:
                assert "${POSTGRES_PASSWORD:?" in value
    assert set(services["app"]["environment"]) <= {str(field.alias) for field in Settings.model_fields.values()}


@contextmanager
def answering(status):
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(status if self.path == "/healthz" else 404)
            self.end_headers()
            self.wfile.write(b'{"status": "as it is"}')

        def log_message(self, *_):
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield str(server.server_port)
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(("status", "code"), [(200, 0), (503, 1)])
def test_the_health_check_says_what_healthz_says(monkeypatch, capsys, status, code):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    with answering(status) as port:
        monkeypatch.setenv("LOOKALIKE_PORT", port)
        assert healthcheck.main() == code
    assert capsys.readouterr().out == '{"status": "as it is"}\n'


@pytest.mark.parametrize(("port", "words"), [("9", "Nothing answers"), ("0", "give it a number"), ("x", "give it")])
def test_the_health_check_of_nothing_fails_with_a_sentence(monkeypatch, capsys, port, words):
    monkeypatch.setenv("LOOKALIKE_PORT", port)
    assert healthcheck.main() == 1
    assert words in capsys.readouterr().out


def test_the_health_check_knows_the_port_that_settings_have_by_default():
    assert str(Settings.model_fields["port"].default) == healthcheck.DEFAULT_PORT
