# `make run` is all that is needed to use the app; `make test` and `make check` to change it.
export KFOR_MODE = local
BIN = .venv/bin
MANAGE = $(BIN)/python manage.py

.PHONY: setup run demo test check bench memory lock admin messages base dev
.DEFAULT_GOAL := run

setup: base  ## the environment, the database, the content
	@$(MANAGE) prepare

run: base  ## all of that, then the app on http://127.0.0.1:8000 (PORT=... for another)
	@$(MANAGE) serve

demo: export KFOR_VAR = var/demo
demo: base  ## the app with a year of simulated learners, in a database of its own; prints the accounts to sign in with
	@$(MANAGE) make_demo
	@$(MANAGE) serve

test: dev  ## the whole suite, on SQLite and, where found, in Chromium and on PostgreSQL
	@$(BIN)/python tests/run.py

check: dev  ## style, types, layers, HTML, settings for production, missing migrations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	git ls-files -z 'templates/*.html' | xargs -0 -r $(BIN)/djade --check --target-version 5.2
	$(MANAGE) makemigrations --check --dry-run
	KFOR_MODE=production ALLOWED_HOSTS=quiz.example SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_hex(40))') $(MANAGE) check --deploy --fail-level WARNING
	requirements/html/check

bench: dev  ## how fast the app is beside bare Django views, and how soon a question is seen on a poor link; takes minutes
	@$(BIN)/python -m bench

memory: dev  ## how true the memory of facts is, beside the real Anki and simulated learners
	-@requirements/install anki
	@DJANGO_SETTINGS_MODULE=bench.settings $(MANAGE) measure_memory

LOCK = cd requirements && ../$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header $(UPGRADE)
lock: UPGRADE = --upgrade
lock: dev  ## write the locks anew from requirements/*.in (UPGRADE= keeps what is pinned)
	$(LOCK) -o base.txt base.in
	$(LOCK) -o dev.txt -c base.txt dev.in
	$(LOCK) -o anki.txt anki.in

messages: base  ## bring locale/ in line with the texts of the app; TO=de begins a translation (needs GNU gettext)
	@mkdir -p locale
	$(MANAGE) makemessages $(if $(TO),--locale $(TO),--all) --extension html,txt,py --no-wrap --no-obsolete --add-location file --ignore .venv --ignore var --ignore tests
	find locale -name django.po -exec sed -i '/^"POT-Creation-Date/d' {} +
	$(MANAGE) compilemessages --ignore .venv --ignore var

admin: setup  ## make an administrator
	@$(MANAGE) createsuperuser

base dev:
	@requirements/install $@
