"""The certificates of an environment: what is not there, or is none, is one sentence."""

import shutil
import ssl

import httpx
import pytest

from bot.errors import SettingsError
from bot.net.certificates import is_distrust, trusted_certificates
from tests.sentences import words_of


@pytest.fixture
def bundle(tmp_path):
    """One certificate in a file."""
    path = tmp_path / "bundle.pem"
    known = httpx.create_ssl_context(trust_env=False).get_ca_certs(binary_form=True)
    path.write_text(ssl.DER_cert_to_PEM_cert(known[0]))
    return path


@pytest.mark.parametrize("environment", [{}, {"SSL_CERT_FILE": "", "SSL_CERT_DIR": ""}])
def test_without_a_word_mozillas_certificates_are_trusted(environment):
    assert len(trusted_certificates(environment).get_ca_certs()) > 50


def test_named_file_takes_the_place_of_the_rest(bundle):
    assert len(trusted_certificates({"SSL_CERT_FILE": str(bundle)}).get_ca_certs()) == 1


def test_named_directory_is_taken(tmp_path, bundle):
    directory = tmp_path / "certs"
    directory.mkdir()
    shutil.copy(bundle, directory)
    assert trusted_certificates({"SSL_CERT_DIR": str(directory)}).get_ca_certs() == []  # read when a host is met


@pytest.mark.parametrize(
    ("variable", "name", "fault"),
    [
        ("SSL_CERT_FILE", "absent.pem", "which is not there: correct it, or take it out."),
        ("SSL_CERT_FILE", "notes.txt", "which holds no certificate: correct it, or take it out."),
        ("SSL_CERT_FILE", ".", "which cannot be read (Is a directory): correct it"),
        ("SSL_CERT_DIR", "absent", "which is no directory: correct it, or take it out."),
    ],
)
def test_certificates_that_are_not_there_are_one_sentence_with_variable_and_path(tmp_path, variable, name, fault):
    (tmp_path / "notes.txt").write_text("no certificate")
    path = tmp_path / name
    with pytest.raises(SettingsError) as caught:
        trusted_certificates({variable: str(path)})
    assert words_of(caught.value).startswith(f"{variable} names {path}, {fault}")


def test_distrust_is_recognised_however_it_is_wrapped():
    def fail():
        try:
            raise ssl.SSLCertVerificationError("self-signed certificate")
        except OSError:
            raise httpx.ConnectError("no connection") from None

    with pytest.raises(httpx.ConnectError) as caught:
        fail()
    assert is_distrust(caught.value)
    assert not is_distrust(httpx.ConnectError("refused"))
