#!/usr/bin/env bash
# Builds everything and runs every test project under tests/ whose name ends with .Tests.
# The last line of the output is alone: "N passed, N failed, N skipped", summed over the projects.
# Exit code 0 when at least one test ran and none failed.
#
# "bash test.sh fuzz [seconds]" runs the fuzz tests alone, 600 seconds by default, and says how many inputs each of them tried. The smallest
# input that failed is kept in out/fuzz.
#
#   CONFIGURATION          Debug (default, as "dotnet run" uses it, so that nothing is built twice) or Release
#   TEST_TIMEOUT_SECONDS   how long all test projects together may run, 900 by default
#   HRIS_FUZZ_SECONDS      how long the fuzz tests try changed files when all tests run, 10 by default

set -uo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$root" || exit 1

configuration=${CONFIGURATION:-Debug}
results=$root/out/test-results
deadline=$((SECONDS + ${TEST_TIMEOUT_SECONDS:-900}))
passed=0 failed=0 skipped=0
filter=()

if [[ ${1:-} == fuzz ]]; then
    export HRIS_FUZZ_SECONDS=${2:-600}
    if ! [[ $HRIS_FUZZ_SECONDS =~ ^[1-9][0-9]*$ ]]; then
        printf 'usage: bash test.sh [fuzz [seconds]]\n' >&2
        exit 64
    fi
    filter=(-trait Category=Fuzz)
    deadline=$((SECONDS + HRIS_FUZZ_SECONDS * 2 + 600))
fi

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1

say() { printf '%s\n' "$*"; }
warn() { printf 'warning: %s\n' "$*" >&2; }

# Prints the last line and ends: every way out of this script goes through here.
finish() {
    say "$passed passed, $failed failed, $skipped skipped"
    if ((failed == 0 && passed > 0)); then exit 0; else exit 1; fi
}

# Some tests use a real GnuPG and a real OpenSSH server. Without them those tests cannot run, all others can. rnp makes messages
# that GnuPG before 2.3 does not, strace kills runs and makes disks fail, Chromium looks at reports, and mono runs the build for Windows PowerShell; they are not in every
# distribution, and without them tests are skipped and say so.
install_tools() {
    local missing=() optional=() large=() tool quiet=(env DEBIAN_FRONTEND=noninteractive)
    command -v gpg >/dev/null || missing+=(gnupg)
    command -v sshd >/dev/null || [[ -x /usr/sbin/sshd ]] || missing+=(openssh-server)
    command -v rnp >/dev/null || optional+=(rnp)
    command -v strace >/dev/null || optional+=(strace)
    command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || large+=(chromium)
    command -v mono >/dev/null || large+=(mono-devel)
    ((${#missing[@]} + ${#optional[@]} + ${#large[@]} == 0)) && return

    # Where systemd runs, installing openssh-server would open the machine to the network: that is the owner's decision.
    if [[ $EUID -ne 0 || -d /run/systemd/system ]] || ! command -v apt-get >/dev/null; then
        ((${#missing[@]} == 0)) || warn "not installed: ${missing[*]}. Tests that use them cannot run."
        return
    fi
    say "Installing ${missing[*]:-} ${optional[*]:-} ${large[*]:-}"
    command -v timeout >/dev/null && quiet=(timeout -k 10 90 "${quiet[@]}")
    "${quiet[@]}" apt-get update -qq >/dev/null 2>&1
    if ((${#missing[@]} > 0)) && ! "${quiet[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null 2>&1; then
        warn "could not install: ${missing[*]}. Tests that use them cannot run."
    fi
    if ((${#optional[@]} > 0)); then
        "${quiet[@]}" apt-get install -y -qq --no-install-recommends "${optional[@]}" >/dev/null 2>&1
    fi
    # Each by itself and last: where a slow network lets it run into the time limit, nothing else is missing.
    for tool in "${large[@]+"${large[@]}"}"; do
        "${quiet[@]}" apt-get install -y -qq --no-install-recommends "$tool" >/dev/null 2>&1
    done
}

# build <solution or project>
build() {
    local log
    if log=$(dotnet build "$1" --configuration "$configuration" --nologo --verbosity quiet 2>&1); then
        return 0
    fi
    say "$log"
    return 1
}

# property <project> <name> [msbuild options]: the value of an MSBuild property
property() {
    dotnet msbuild "$1" "-getProperty:$2" "-p:Configuration=$configuration" "${@:3}" 2>/dev/null | tr -d '\r'
}

# outcome <trx file> <outcome>: how many results there are of this kind. A test's name cannot be mistaken for the
# attribute, because quotes inside it are escaped.
outcome() {
    awk -v RS='<' -v want=" outcome=\"$2\"" '/^UnitTestResult / && index($0, want) { n++ } END { print n + 0 }' "$1"
}

# failures <trx file>: the names of the failed tests, each with the beginning of its message and where it stands: whoever sees only the end of a log
# sees why.
failures() {
    awk -v RS='<' '
        function text(s) {
            gsub(/&quot;/, "\"", s); gsub(/&apos;/, "\047", s); gsub(/&lt;/, "<", s); gsub(/&gt;/, ">", s)
            gsub(/&#xA;/, "\n", s); gsub(/&#xD;|\r/, "", s); gsub(/&amp;/, "\\&", s)
            return s
        }
        function show(s, most,    lines, n, i) {
            n = split(text(s), lines, "\n")
            for (i = 1; i <= n && i <= most; i++) print "      " substr(lines[i], 1, 300)
            if (n > most) print "      ..."
        }
        /^UnitTestResult / {
            inside = / outcome="Failed"/ && match($0, / testName="[^"]*"/)
            if (inside) {
                name = text(substr($0, RSTART + 11, RLENGTH - 12))
                gsub(/\n/, " ", name)
                print "  " name
            }
        }
        inside && /^Message>/ { show(substr($0, 9), 12) }
        inside && /^StackTrace>/ { show(substr($0, 12), 3); inside = 0 }' "$1"
}

# run <name> <test assembly>: runs the assembly's own runner and adds its counts.
run() {
    local name=$1 assembly=$2 trx=$results/$1.trx left=$((deadline - SECONDS)) limit=() code=0 f=0 p=0 s=0
    if [[ ! -f $assembly ]]; then
        say "$name: the build made no test assembly"
        failed=$((failed + 1))
        return
    fi
    say "Running $name"
    ((left < 1)) && left=1
    command -v timeout >/dev/null && limit=(timeout -k 10 "$left")

    "${limit[@]+"${limit[@]}"}" dotnet "$assembly" -noColor -noLogo -noAutoReporters -reporter quiet -longRunning 60 "${filter[@]+"${filter[@]}"}" -result-trx "$trx" </dev/null 2>&1
    code=$?

    if [[ -s $trx ]]; then
        p=$(outcome "$trx" Passed)
        f=$(outcome "$trx" Failed)
        s=$(outcome "$trx" NotExecuted)
    fi
    say "$name: $p passed, $f failed, $s skipped"
    if ((code != 0 && f == 0)); then
        # A crash, a fixture that failed or the time limit: no single test says so, but it is a failure.
        if ((code == 124 || code == 137)); then say "$name: stopped, the time is over"; else say "$name: ended with exit code $code"; fi
        f=1
    fi
    passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
}

if ! command -v dotnet >/dev/null; then
    say "The .NET SDK is not installed: https://dotnet.microsoft.com/download"
    finish
fi

install_tools
rm -rf "$results" out/fuzz/*.txt
mkdir -p "$results"

if [[ -f HrisConnector.sln ]]; then
    say "Building HrisConnector.sln ($configuration)"
    if ! build HrisConnector.sln; then
        say "The build failed; no test was run."
        failed=1
        finish
    fi
fi

shopt -s nullglob
projects=(tests/*.Tests/*.Tests.csproj)
((${#filter[@]} > 0)) && projects=(tests/HrisConnector.Core.Tests/HrisConnector.Core.Tests.csproj)
for project in "${projects[@]}"; do
    name=$(basename "$project" .csproj)
    if ! build "$project"; then
        say "$name: the build failed"
        failed=$((failed + 1))
        continue
    fi
    frameworks=$(property "$project" TargetFrameworks)
    if [[ -z ${frameworks//[[:space:]]/} ]]; then
        run "$name" "$(property "$project" TargetPath)"
        continue
    fi
    for framework in ${frameworks//;/ }; do
        run "$name.$framework" "$(property "$project" TargetPath "-p:TargetFramework=$framework")"
    done
done

for trx in "$results"/*.trx; do
    list=$(failures "$trx")
    [[ -n $list ]] && say "" && say "Failed in $(basename "$trx" .trx):" && say "$list"
done

for summary in out/fuzz/*.txt; do
    say "Fuzzed $(<"$summary")"
done

say ""
finish
