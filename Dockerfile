# The image of web, worker, beat and migrate: one image, four commands (docker-compose.yml).

# 1. The look: style sheet and scripts. Node stays behind in this stage.
FROM node:24.19.0-trixie-slim AS look
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY static static
RUN npm run build

# 2. The packages, by hash: what was locked is what runs.
FROM python:3.13.18-slim-trixie AS packages
WORKDIR /build
COPY requirements/base.txt .
RUN python -m venv /opt/venv \
    && /opt/venv/bin/python -m pip install --no-cache-dir --require-hashes -r base.txt

# 3. The portal
FROM python:3.13.18-slim-trixie
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    VAR_DIR=/data
# A number, not a name: an orchestrator that refuses root can see that this is not root.
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin portaal \
    && mkdir -p /data/media /data/backups \
    && chown 10001:10001 /data/media /data/backups
COPY --from=packages /opt/venv /opt/venv
WORKDIR /portaal
COPY . .
COPY --from=look /build/static/dist static/dist
# Belongs to the image, not to a volume: a new release brings its own. Collecting needs settings, not secrets:
# these values die with the step.
RUN DEMO=1 SECRET_KEY=building FIELD_ENCRYPTION_KEYS=building DATABASE_URL=postgres://nobody@/nothing REDIS_URL=redis://nowhere python manage.py collectstatic --noinput --verbosity 0
USER 10001
EXPOSE 8000
CMD ["gunicorn", "kansrijkestart.wsgi"]
