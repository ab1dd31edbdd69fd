# What run, test and .ci/run share: the environment in .venv at the root of the checkout. Sourced by bash.
#
#   prepare run|test       Python, system packages, locked libraries, the command `readinglist`; all there: no time
#   install_packages PKG…  Debian or Ubuntu packages that are not installed yet; `a|b` means either of two names
#
# A note in .venv says from which files it was made and for what. An interrupted set-up is made anew, a finished one
# needs no network.
# shellcheck shell=bash

root=$(cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
venv=$root/.venv
python=$venv/bin/python
lock=$root/packaging/requirements.lock
note=$venv/reading-list-environment
unset PYTHONHOME PYTHONPATH PIP_USER PIP_TARGET PIP_PREFIX

qt_packages=('libglib2.0-0t64|libglib2.0-0' libegl1 libgl1 libdbus-1-3 libfontconfig1 libxkbcommon0 fonts-dejavu-core)
x11_packages=(libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxkbcommon-x11-0 libxcb-shape0 libx11-xcb1 libxcb-xkb1
  libxcb-randr0 libxcb-xfixes0 libxcb-sync1)
wayland_packages=(libwayland-client0 libwayland-cursor0 libwayland-egl1)

say() { printf '%s\n' "$*" >&2; }
fail() { say "$@"; exit 1; }
has() { command -v "$1" >/dev/null; }

# --- system packages ---------------------------------------------------------------------------------------------

# Those of the arguments that are not installed; of `a|b` the name that this release has. Nothing without apt.
missing_packages() {
  local installed wanted name
  has apt-get && has dpkg-query || return 0
  installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' 2>/dev/null | sed -n 's/^installed //p')
  for wanted in "$@"; do
    for name in ${wanted//|/ }; do
      grep -qxF -- "$name" <<<"$installed" && continue 2
    done
    for name in ${wanted//|/ }; do
      [[ -z $(apt-cache madison "$name" 2>/dev/null) ]] || break
    done
    printf '%s\n' "$name"
  done
}

# Runs a command as root, without asking anything; fails where that is not allowed.
as_root() {
  if [[ $(id -u) -eq 0 ]]; then "$@"; else sudo -n -- "$@"; fi
}

# Runs a command and shows what it printed only if it failed.
quietly() {
  local output
  output=$("$@" </dev/null 2>&1) || { say "$output"; return 1; }
}

# Installs what is missing, if it may.
install_packages() {
  local missing
  [[ -n $(missing_packages "$@") ]] || return 0
  as_root true 2>/dev/null || return 1
  quietly as_root apt-get -qq -o DPkg::Lock::Timeout=300 update || say "Trying with the package lists that are there."
  missing=$(missing_packages "$@" | tr '\n' ' ') # only now does apt know the names of this release
  say "Installing system packages: $missing"
  # shellcheck disable=SC2086  # one word for each name
  quietly as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o DPkg::Lock::Timeout=300 \
    install --no-install-recommends $missing
}

# Stops with the one line to type.
ask_for_packages() {
  say "Some system packages are missing. Please type this line, then call $(basename -- "$0") again:"
  fail "  sudo apt-get install -y --no-install-recommends $(missing_packages "$@" | tr '\n' ' ')"
}

# --- Python ------------------------------------------------------------------------------------------------------

# The first Python of 3.11 or newer for which the given statement runs as well.
find_python() {
  local name
  for name in python3 python3.13 python3.12 python3.11 python3.14; do
    "$name" -c "import sys; assert sys.version_info >= (3, 11); $1" 2>/dev/null && { command -v "$name"; return 0; }
  done
  return 1
}

# The packages that would give a Python able to make environments; nothing if there is one.
python_packages() {
  local found
  if find_python 'import venv, ensurepip' >/dev/null; then
    return 0
  elif found=$(find_python ''); then # Debian keeps these modules in a package of their own
    "$found" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'
  elif has python3; then # an older release of Ubuntu: a newer Python beside its own
    printf '%s\n' python3.11 python3.11-venv
  else
    printf '%s\n' python3 python3-venv
  fi
}

# --- the environment ---------------------------------------------------------------------------------------------

# What the environment was made from, as one word; another word means: bring it up to date.
fingerprint() { { cat -- "$lock" "$root/pyproject.toml"; printf '%s' "$root"; } | cksum | tr ' ' '-'; }

# The part of the lock file that running needs, or that the tests need.
locked() {
  case $1 in
    run) sed '/^# == test/,$d' "$lock" ;;
    test) sed '/^# == bench/,$d' "$lock" ;;
  esac
}

pip_install() {
  "$python" -m pip install --quiet --disable-pip-version-check --no-input "$@" </dev/null >&2
}

# Makes .venv, or brings it up to date. A half-made one is thrown away; one that somebody else made is used.
install_environment() {
  local level=$1 mark=$2 base before=unfinished
  if [[ -e $note ]] && { [[ $(<"$note") == unfinished ]] || ! "$python" -c '' 2>/dev/null; }; then
    rm -rf -- "$venv"
  fi
  if [[ ! -e $venv ]]; then
    base=$(find_python 'import venv, ensurepip') || fail "Reading List needs Python 3.11 or newer with venv; there is none here."
    say "Making the environment .venv with $("$base" --version)."
    mkdir -- "$venv" && echo unfinished >"$note" && "$base" -m venv "$venv" || return 1
  fi
  [[ ! -e $note ]] || before=$(<"$note")
  "$python" -m pip --version >/dev/null 2>&1 || fail "$venv is there, but has no Python with pip: please move it away."
  echo unfinished >"$note"
  say "Installing the locked libraries (about 120 MB the first time)."
  locked "$level" >"$venv/requirements.txt"
  if pip_install --only-binary :all: --require-hashes --requirement "$venv/requirements.txt" &&
    pip_install --no-index --no-deps --no-build-isolation --editable "$root"; then
    echo "$mark $level" >"$note"
  else
    echo "$before" >"$note" # pip takes back what it could not finish: an environment that worked still does
    return 1
  fi
}

# Whether there is a display to open a window on.
has_display() { [[ -n ${DISPLAY:-}${WAYLAND_DISPLAY:-} || $OSTYPE == darwin* ]]; }

# Whether Qt starts: on the display, or without one.
qt_loads() {
  local platform=${QT_QPA_PLATFORM:-}
  has_display || platform=offscreen
  QT_QPA_PLATFORM=$platform "$python" -c 'from PySide6.QtWidgets import QApplication; QApplication([])' 2>/dev/null
} 2>/dev/null # bash, too, would tell of the abort

# prepare run|test: after it, $python has everything. Two calls at once wait for each other.
prepare() {
  local level=$1 mark have='' had='' packages all for_python=''
  exec 9<"$lock"
  ! has flock || flock 9
  mark=$(fingerprint)
  [[ ! -e $note ]] || read -r have had <"$note" || true
  [[ $had != test ]] || level="test"
  packages=("${qt_packages[@]}")
  ! has_display || packages+=("${x11_packages[@]}")
  [[ -z ${WAYLAND_DISPLAY:-} ]] || packages+=("${wayland_packages[@]}")
  "$python" -c "" 2>/dev/null || for_python=$(python_packages)
  # shellcheck disable=SC2206  # one word for each name
  all=($for_python "${packages[@]}")
  install_packages "${all[@]}" || [[ -z $for_python ]] || ask_for_packages "${all[@]}"
  if [[ "$have $had" != "$mark $level" ]] || ! "$python" -c '' 2>/dev/null; then
    install_environment "$level" "$mark" || fail "The environment is not finished; the lines above say why. Call again to go on."
  fi
  # Packages may be missing by name with their libraries there all the same: what counts is that Qt loads.
  if [[ -n $(missing_packages "${packages[@]}") ]] && ! qt_loads; then
    ask_for_packages "${packages[@]}"
  fi
  exec 9<&-
}
