# docker build -t readiness . && docker run --rm -v "$PWD:/work" readiness score
FROM python:3.12-slim AS build
WORKDIR /src
COPY requirements/build.txt requirements/run.txt requirements/
RUN python -m venv /opt/readiness \
 && /opt/readiness/bin/pip install --no-cache-dir --require-hashes -r requirements/build.txt -r requirements/run.txt
COPY . .
RUN /opt/readiness/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.12-slim
COPY --from=build /opt/readiness /opt/readiness
RUN useradd --create-home analyst
USER analyst
ENV PATH=/opt/readiness/bin:$PATH PYTHONDONTWRITEBYTECODE=1
WORKDIR /work
ENTRYPOINT ["readiness"]
CMD ["--help"]
