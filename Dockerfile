# Matinee in a container: `matinee run`, always on.
#
#   docker build -t matinee .
#   docker run -d --name matinee --restart unless-stopped \
#     -e MATINEE_DISCORD_TOKEN -e MATINEE_MASTODON_TOKEN \
#     -v "$PWD/matinee.toml:/matinee/config/matinee.toml:ro" -v "$PWD/_posts:/matinee/_posts:ro" \
#     -v matinee-data:/matinee/data matinee
#
# Relative paths of the configuration start at /matinee. The records are in /matinee/data: keep that volume.

FROM python:3.11-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /build
# The requirements first: they change seldom, so a change of the code builds in seconds.
COPY config/requirements/build.txt config/requirements/run.txt config/requirements/
RUN python -m venv /build/tools && /build/tools/bin/pip install --require-hashes -r config/requirements/build.txt
RUN python -m venv /opt/matinee && /opt/matinee/bin/pip install --require-hashes -r config/requirements/run.txt
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
RUN /build/tools/bin/pip wheel --no-deps --no-build-isolation --wheel-dir dist . \
 && /opt/matinee/bin/pip install --no-deps --no-index dist/*.whl

FROM python:3.11-slim
ENV PATH=/opt/matinee/bin:$PATH PYTHONUNBUFFERED=1
# Pillow sets Arabic, Hebrew, Hindi, Thai and their kin on cards with this library of the system's.
RUN apt-get update && apt-get install --yes --no-install-recommends libfribidi0 && rm -rf /var/lib/apt/lists/*
RUN useradd --uid 10001 --create-home --shell /usr/sbin/nologin matinee \
 && install -d -o matinee -g matinee /matinee /matinee/data
COPY --from=build /opt/matinee /opt/matinee
USER 10001
WORKDIR /matinee
VOLUME /matinee/data
# `status` reads the configuration and the records. 1 means that posts wait for the owner's decision: that is healthy.
HEALTHCHECK --interval=5m --timeout=30s --start-period=1m --retries=3 \
  CMD matinee status --json >/dev/null || [ $? -eq 1 ]
ENTRYPOINT ["matinee"]
CMD ["run"]
