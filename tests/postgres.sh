# shellcheck shell=bash
# A throw-away PostgreSQL for tests: one cluster on a Unix socket, nothing on the network, nothing
# flushed to disk. Sourced by tests/run.
#
#   postgres_start   makes and starts it, sets TEST_DATABASE_URL
#   postgres_stop    stops it and removes its folder; safe to call at any time

postgres_dir=""

# The folder of the newest server programs; Debian keeps them off the PATH.
postgres_bin() {
    local newest
    newest=$(find /usr/lib/postgresql -mindepth 3 -maxdepth 3 -path '*/bin/initdb' 2>/dev/null |
        sort -V | tail -n 1)
    [ -n "$newest" ] || newest=$(command -v initdb) || return 1
    dirname "$newest"
}

# PostgreSQL refuses to run as root.
postgres_as_user() {
    if [ "$(id -u)" = 0 ]; then
        runuser -u postgres -- env HOME="$postgres_dir" LC_ALL=C.UTF-8 TZ=UTC "$@"
    else
        env LC_ALL=C.UTF-8 TZ=UTC "$@"
    fi
}

postgres_start() {
    local bin
    bin=$(postgres_bin) || {
        echo "no PostgreSQL server programs found" >&2
        return 1
    }
    # A socket's whole path may hold 107 bytes, so the folder's name is short.
    postgres_dir=$(mktemp -d -t pt.XXXXXX) || return 1
    if [ "${#postgres_dir}" -gt 80 ]; then
        echo "$postgres_dir is too long for a socket; set TMPDIR to a shorter folder" >&2
        return 1
    fi
    [ "$(id -u)" != 0 ] || chown postgres: "$postgres_dir" || return 1
    if ! (cd "$postgres_dir" && postgres_as_user test -w "$postgres_dir"); then
        echo "user postgres can't reach $postgres_dir; set TMPDIR to a folder open to all" >&2
        return 1
    fi
    (
        # The server's own working folder must be one that its user may read.
        cd "$postgres_dir" || exit 1
        postgres_as_user "$bin/initdb" -D data -U postgres -A trust -E UTF8 --locale=C.UTF-8 \
            -N --no-instructions >initdb.log 2>&1 || {
            cat initdb.log >&2
            exit 1
        }
        cat >>data/postgresql.auto.conf <<CONF
listen_addresses = ''
unix_socket_directories = '$postgres_dir'
fsync = off
synchronous_commit = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
max_wal_size = 2GB
checkpoint_timeout = 1h
shared_buffers = 128MB
max_connections = 100
timezone = 'UTC'
logging_collector = off
CONF
        # Whoever waits for our output must not wait for the server's.
        postgres_as_user "$bin/pg_ctl" -D data -l server.log -w -t 30 -s start </dev/null >/dev/null 2>&1 || {
            cat server.log >&2
            exit 1
        }
    ) || return 1
    export TEST_DATABASE_URL="postgres://postgres@localhost/postgres?host=$postgres_dir"
}

postgres_stop() {
    [ -n "$postgres_dir" ] || return 0
    local bin
    if [ -e "$postgres_dir/data/postmaster.pid" ] && bin=$(postgres_bin); then
        (cd "$postgres_dir" && postgres_as_user "$bin/pg_ctl" -D data -m immediate -w -s stop) \
            </dev/null >/dev/null 2>&1 || true
    fi
    rm -rf -- "$postgres_dir"
    postgres_dir=""
    unset TEST_DATABASE_URL
}
