# Two stages: the first needs a network and a compiler's worth of tools, the second holds the app and Python alone.
# A mirror for packages: docker build --build-arg PIP_INDEX_URL=https://…
ARG PYTHON=3.11-slim-bookworm

FROM python:${PYTHON} AS build
ARG PIP_INDEX_URL
WORKDIR /src

# The packages first: they change less often than the app does.
COPY requirements.lock requirements-build.lock ./
RUN python -m venv /opt/build \
    && /opt/build/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements-build.lock
RUN python -m venv /opt/lookalike \
    && /opt/lookalike/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.lock

COPY pyproject.toml README.md LICENSE manifest.yml ./
COPY bot bot
COPY handlers handlers
COPY formatters formatters
RUN /opt/build/bin/python -m hatchling build -t wheel -d dist \
    && /opt/lookalike/bin/pip install --no-cache-dir --no-index --no-deps dist/*.whl \
    && /opt/lookalike/bin/pip uninstall --yes pip setuptools

# Whose work the image holds, and on what terms: docs/licences.md. It fails on a licence that pyproject.toml does not allow.
RUN /opt/build/bin/pip-licenses --python /opt/lookalike/bin/python --format plain-vertical --with-urls --with-license-file \
        --no-license-path --output-file /opt/lookalike/THIRD_PARTY.txt \
    && find /opt/lookalike/lib -name LICENSES_bundled.txt -exec cat {} + >> /opt/lookalike/THIRD_PARTY.txt \
    && find /opt/lookalike/lib -path '*.libs/*' -name '*.so*' -printf 'Shared library: %f\n' >> /opt/lookalike/THIRD_PARTY.txt

FROM python:${PYTHON}
LABEL org.opencontainers.image.title="Lookalike" \
    org.opencontainers.image.description="Checks product pictures against the world's design patents, in Slack" \
    org.opencontainers.image.licenses="MIT"

COPY --from=build /opt/lookalike /opt/lookalike
# Nothing is written but the database, where it is an SQLite file: mount a volume here for that.
RUN install --directory --owner=10001 --group=10001 /var/lib/lookalike
ENV PATH=/opt/lookalike/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    LOOKALIKE_LOG_FORMAT=json \
    LOOKALIKE_HOST=0.0.0.0
WORKDIR /var/lib/lookalike
USER 10001:10001

# 8080: health and metrics, for the inside alone. 3000: Slack's requests in HTTP mode, behind a proxy.
EXPOSE 8080 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=6s --start-period=60s --retries=3 CMD ["python", "-m", "bot.commands.healthcheck"]
ENTRYPOINT ["lookalike"]
CMD ["run"]
