#!/bin/bash
# Bazel and its rule sets from the packages of a newer Debian, in a folder of their own that works
# on this machine's (older) system: no chroot and no root rights needed.
# usage: debian_prefix.sh VERSION NEW FINAL LOG
#   Fills NEW, to be renamed to FINAL: absolute paths inside it name FINAL.
# Result: FINAL/bazel, to be run, and FINAL/root, Debian's folders.
#
# DEBIAN_MIRROR, DEBIAN_SUITE: another archive than the one that apt uses here, another release.
set -euo pipefail
. "${0%/*}/lib.sh"
version=$1 new=$2 final=$3 log=$4
suite=${DEBIAN_SUITE:-forky}

# The first archive that this machine's own release comes from.
own_mirror() {
  local release
  release=$(. /etc/os-release && echo "${VERSION_CODENAME:-stable}")
  apt-get indextargets --format '$(RELEASE) $(SITE)' "Created-By: Packages" |
    awk -v release="$release" '$1 == release && !found { print $2; found = 1 }'
}
mirror=${DEBIAN_MIRROR:-$(own_mirror)}
[ -n "$mirror" ] || fail "apt on this machine names no Debian archive: set DEBIAN_MIRROR, or install bazelisk."
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
[ -e "$keyring" ] || fail "$keyring is missing: install the package debian-archive-keyring."

# ---- Download, with an apt that knows nothing of the packages installed here.
# Beside the prefix, so that an interrupted download goes on where it stopped.
apt=${final%/*}/downloads
mkdir -p "$apt"/{lists/partial,archives/partial,etc/preferences.d,etc/apt.conf.d}
echo "deb [signed-by=$keyring] $mirror $suite main" > "$apt/etc/sources.list"
# What Bazel's package asks for and runs without: taken as installed.
absent="build-essential python3 python3-minimal unzip zlib1g-dev default-jdk-headless default-jre-headless
  protobuf-compiler-grpc-java-plugin ca-certificates-java java-common util-linux debconf perl dpkg
  libjs-jquery node-core-js node-html5shiv librust-tinyjson-dev bats bats-assert bats-file bats-support
  procps rust-coreutils zstd"
for package in $absent; do
  printf 'Package: %s\nStatus: install ok installed\nArchitecture: amd64\nMulti-Arch: foreign\n' "$package"
  printf 'Version: 9999\nMaintainer: none\nDescription: none\n\n'
done > "$apt/status"
{
  # This machine's way to the archive: proxies, certificates, passwords.
  apt-config dump | grep -iE '^Acquire::(http|https|ftp|socks)::' || true
  cat << CONF
Dir::State "$apt"; Dir::State::Lists "$apt/lists"; Dir::State::status "$apt/status";
Dir::Cache "$apt"; Dir::Cache::archives "$apt/archives";
Dir::Etc "$apt/etc"; Dir::Etc::SourceList "$apt/etc/sources.list"; Dir::Etc::SourceParts "-";
Dir::Etc::netrc "/etc/apt/auth.conf"; Dir::Etc::netrcparts "/etc/apt/auth.conf.d";
Dir::Log "$apt"; Debug::NoLocking "true"; Acquire::Languages "none"; Acquire::Retries "5";
APT::Install-Recommends "false"; APT::Architecture "amd64"; APT::Architectures "amd64";
Acquire::Check-Valid-Until "false"; APT::Sandbox::User "";
CONF
} > "$apt/apt.conf"
export APT_CONFIG=$apt/apt.conf
status Downloading "Bazel and its rule sets (packages of Debian $suite)"
apt-get -qq update >> "$log" 2>&1 ||
  fail "Debian's package lists can't be fetched: is there a network? (The log is $log.)"
# Packages left by an interrupted run may be out of date by now.
apt-get -qq autoclean >> "$log" 2>&1 || true
apt-get -qq -y --download-only install openjdk-25-jre-headless bazel-bootstrap bazel-rules-rust bazel-rules-shell \
  >> "$log" 2>&1 || fail "Debian's packages of Bazel can't be fetched (the log is $log)."

# ---- Unpack.
status Unpacking "$(ls "$apt"/archives/*.deb | wc -l) packages"
root=$new/root
for folder in bin sbin lib lib64; do
  mkdir -p "$root/usr/$folder"
  ln -s "usr/$folder" "$root/$folder"
done
for package in "$apt"/archives/*.deb; do
  dpkg-deb --fsys-tarfile "$package" |
    tar -x -C "$root" --keep-directory-symlink --no-same-owner \
      --exclude='./usr/share/doc' --exclude='./usr/share/man' --exclude='./usr/share/locale'
done
# Absolute symbolic links become relative to the prefix.
find "$root" -type l -lname '/*' | while read -r link; do
  target=$(readlink "$link")
  case $target in /etc/ssl/*) continue ;; esac
  ln -sfn "$(realpath -m --relative-to="$(dirname "$link")" "$root$target")" "$link"
done

# ---- Own loader and libraries for every program.
jvm=$(cd "$root" && ls -d usr/lib/jvm/java-[1-9][0-9]-openjdk-amd64)
libraries=usr/lib/x86_64-linux-gnu
loader=$(realpath --relative-to="$(realpath "$root")" "$root/lib64/ld-linux-x86-64.so.2")
(cd "$root" && find usr/bin/bazel usr/bin/openssl usr/libexec/x86_64-linux-gnu/bazel $libraries/bazel \
  $libraries/jni "$jvm" $libraries -maxdepth 4 -type f | sort -u) | while read -r file; do
  file=$root/$file
  [ "$(head -c4 "$file" | tr -d '\0')" = $'\x7fELF' ] || continue
  case ${file##*/} in
    ld-linux* | libc.so* | libm.so* | libpthread* | libdl.so* | librt.so* | libresolv* | libnss* | libthread_db*) continue ;;
  esac
  old=$(patchelf --print-rpath "$file" 2> /dev/null) || continue
  interpreter=()
  if patchelf --print-interpreter "$file" > /dev/null 2>&1; then
    interpreter=(--set-interpreter "$final/root/$loader")
  fi
  patchelf "${interpreter[@]}" --force-rpath --set-rpath "${old:+$old:}$final/root/$libraries" "$file"
done

# ---- The class path names jars by absolute path, and manifests of some (grpc-core) name more.
classpath=$root/usr/share/bazel/bazel_classpath_debian_depends.txt
manifest_jars() {
  unzip -p "$1" META-INF/MANIFEST.MF 2> /dev/null | tr -d '\r' | sed -e ':a;N;$!ba;s/\n //g' |
    sed -n 's/^Class-Path: *//p' | tr ' ' '\n' | grep '^/usr/share/java/' || true
}
while :; do
  while read -r jar; do [ ! -e "$root$jar" ] || manifest_jars "$root$jar"; done < "$classpath" |
    sort -u | { grep -vxF -f "$classpath" || true; } > "$new/more"
  [ -s "$new/more" ] || break
  cat "$new/more" >> "$classpath"
done
rm "$new/more"
sed -i "s#^/usr/share/java#$final/root/usr/share/java#" "$classpath"

# ---- This machine's certificate authorities, in a store that Java reads.
authorities=${SSL_CERT_FILE:-/etc/ssl/certs/ca-certificates.crt}
[ -e "$authorities" ] || fail "$authorities is missing: install the package ca-certificates."
"$root/$loader" --library-path "$root/$libraries" "$root/usr/bin/openssl" pkcs12 -export -nokeys -in "$authorities" \
  -jdktrust anyExtendedKeyUsage -out "$new/cacerts.p12" -passout pass:changeit >> "$log" 2>&1
chmod 644 "$new/cacerts.p12"

start() { # start FOLDER: the command that runs the Bazel in FOLDER
  cat << SH
#!/bin/sh
exec "$1/root/usr/bin/bazel" --nosystem_rc --install_base="$1/root/usr/share/bazel" --trust_install_base \\
  --server_javabase="$1/root/$jvm" --host_jvm_args=-Djavax.net.ssl.trustStore="$1/cacerts.p12" \\
  --host_jvm_args=-Djavax.net.ssl.trustStorePassword=changeit "\$@"
SH
}
start "$final" > "$new/bazel"
chmod +x "$new/bazel"
label=$(< "$root/usr/share/bazel/build-label.txt")
[ "$label" = "$version" ] ||
  fail "Debian $suite has Bazel $label, and this workspace is made for $version: install bazelisk, or set DEBIAN_MIRROR to an archive of an earlier day."
rm -rf "$apt"
