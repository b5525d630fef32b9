# Matinee in a container: `matinee run`, always on. It runs as nobody special, also with a root file system that can't
# be written to; config/compose.yaml is the same with everything that it may not do written down.
#
#   docker build -t matinee .
#   docker run -d --name matinee --restart unless-stopped --read-only --tmpfs /tmp --cap-drop ALL \
#     -e MATINEE_DISCORD_TOKEN -e MATINEE_MASTODON_TOKEN \
#     -v "$PWD/matinee.toml:/matinee/config/matinee.toml:ro" -v "$PWD/_posts:/matinee/_posts:ro" \
#     -v matinee-data:/matinee/data matinee
#
# Relative paths of the configuration start at /matinee. All that it writes is in /matinee/data, the records above all:
# keep that volume. Reviews from a repository ([[source]] git) need git; without such a source a smaller image does:
#
#   docker build --build-arg GIT= -t matinee .

FROM python:3.11-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /build
# The requirements first: they change seldom, so a change of the code builds in seconds.
COPY config/requirements/build.txt config/requirements/run.txt config/requirements/
RUN python -m venv /build/tools && /build/tools/bin/pip install --require-hashes -r config/requirements/build.txt
# The environment that is kept has no pip in it: nothing is installed there later.
RUN python -m venv --without-pip /opt/matinee \
 && /build/tools/bin/pip --python /opt/matinee/bin/python install --require-hashes -r config/requirements/run.txt
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
RUN /build/tools/bin/pip wheel --no-deps --no-build-isolation --wheel-dir dist . \
 && /build/tools/bin/pip --python /opt/matinee/bin/python install --no-deps --no-index dist/*.whl \
 && find /opt/matinee -type d -name tests -prune -exec rm -r {} +

FROM python:3.11-slim
ARG GIT="git openssh-client"
ENV PATH=/opt/matinee/bin:$PATH HOME=/matinee/data PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
# Pillow sets Arabic, Hebrew, Hindi, Thai and their kin on cards with libfribidi0. Debian's own versions are the newest
# that are mended, so none is pinned.
# hadolint ignore=DL3008,SC2086
RUN apt-get update && apt-get install --yes --no-install-recommends libfribidi0 $GIT && rm -rf /var/lib/apt/lists/*
RUN useradd --uid 10001 --no-create-home --home-dir /matinee/data --shell /usr/sbin/nologin matinee \
 && install -d -o matinee -g matinee -m 0750 /matinee/data
COPY --from=build /opt/matinee /opt/matinee
USER 10001
WORKDIR /matinee
VOLUME /matinee/data
# `status` reads the configuration and the records. 1 means that posts wait for the owner's decision: that is healthy.
# hadolint ignore=DL3025
HEALTHCHECK --interval=5m --timeout=30s --start-period=1m --retries=3 \
  CMD matinee status --json >/dev/null || [ $? -eq 1 ]
ENTRYPOINT ["matinee"]
CMD ["run"]
