# The API and the loader in one image; docker-compose.yml says how they run.

FROM python:3.11-slim-bookworm AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /src

# Two environments: what runs, and what builds the wheel. Both take nothing without its hash.
COPY requirements.lock requirements-dev.lock ./
RUN python -m venv /opt/bangfu \
 && /opt/bangfu/bin/pip install --require-hashes --only-binary :all: --requirement requirements.lock
RUN python -m venv /opt/build \
 && awk '/^[a-z]/ { keep = /^(hatchling|packaging|pathspec|pluggy|tomlkit|trove-classifiers)==/ } keep' \
      requirements-dev.lock > build.lock \
 && /opt/build/bin/pip install --require-hashes --only-binary :all: --requirement build.lock

COPY pyproject.toml README.md LICENSE bangfu.py ./
COPY graph graph
COPY loaders loaders
COPY api api
RUN /opt/build/bin/python -m hatchling build --target wheel --directory dist \
 && /opt/bangfu/bin/pip install --no-deps --no-index dist/*.whl \
 && /opt/bangfu/bin/pip check


FROM python:3.11-slim-bookworm
RUN groupadd --system --gid 10001 bangfu \
 && useradd --system --uid 10001 --gid bangfu --home-dir /var/lib/bangfu --shell /usr/sbin/nologin bangfu \
 && install --directory --owner bangfu --group bangfu --mode 0700 /var/lib/bangfu
COPY --from=build /opt/bangfu /opt/bangfu
ENV PATH=/opt/bangfu/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    BANGFU_HOME=/var/lib/bangfu
# Bytecode is written while the file system may still be written to: a quicker start later.
RUN PYTHONDONTWRITEBYTECODE= python -m compileall -q /opt/bangfu/lib
USER 10001:10001
WORKDIR /var/lib/bangfu
VOLUME /var/lib/bangfu
EXPOSE 8000
ENTRYPOINT ["bangfu"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8000"]
