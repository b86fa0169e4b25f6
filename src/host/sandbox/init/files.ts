/**
 * What the program sees of the file system: everything read-only and without set-user-ID, the folders of people and of
 * services covered by empty ones, and in them the workspace, its HOME and what is shown on purpose. Devices are those
 * six that every program may use. The system calls are those of Linux 5.12, which have one number on every processor;
 * https://man7.org/linux/man-pages/man2/mount_setattr.2.html, read 2026-11-30.
 */
export const FILES = String.raw`
my ($read_only, $no_suid, $no_dev, $no_exec, $recursive, $here) = (1, 2, 4, 8, 0x8000, -100);

sub call {
  my ($step, $number, @args) = @_;
  my $got = syscall($number, @args);
  refuse($step) if $got < 0;
  return $got;
}
# A copy of what is mounted at a path, which nothing covers.
sub copy_tree { return call("open $_[0]", 428, $here, "$_[0]", 1 | 0x80000 | $_[1]) }
sub place { call("place $_[1]", 429, $_[0], '', $here, "$_[1]", 4) }
sub restrict {
  my ($tree, $path, $attributes) = @_;
  my $flags = $recursive | ($path eq '' ? 0x1000 : 0);
  call("restrict $path", 442, $tree, $path, $flags, pack('Q4', $attributes, 0, 0, 0), 32);
}
sub filesystem {
  my ($type, $attributes, %options) = @_;
  my $made = call("make $type", 430, $type, 1);
  call("set $_ of $type", 431, $made, 1, $_, $options{$_}, 0) for sort keys %options;
  call("create $type", 431, $made, 6, 0, 0, 0);
  return call("mount $type", 432, $made, 1, $attributes);
}
sub make_way {
  my ($path, $is_file) = @_;
  my @parts = grep { length } split m{/}, $path;
  my $last = $is_file ? pop @parts : undef;
  my $at = '';
  for (@parts) {
    $at .= "/$_";
    -d $at or mkdir $at, 0755 or refuse("make $at");
  }
  return if !$is_file || -e $path;
  open my $made, '>', $path or refuse("make $path");
}

sub taken { my ($to, $from, $attributes) = @_; return [$to, copy_tree($from, $recursive), !-d $from, $attributes] }

my @placed = map { taken((split /\x01/), $no_suid | $no_dev) } @binds;
push @placed, map { taken((split /\x01/), $read_only | $no_suid | $no_dev) } @shown;
push @placed, map { taken($_, $_, $no_suid) } grep { -e } map { "/dev/$_" } qw(null zero full random urandom tty);

restrict($here, '/', $read_only | $no_suid | $no_dev);
for (@hidden) {
  next if !-d || -l;
  place(filesystem('tmpfs', $no_suid | $no_dev, mode => m{/tmp$} ? '1777' : '0755', size => $one{room}), $_);
}
place(filesystem('tmpfs', $no_suid | $no_exec, mode => '0755', size => '64k'), '/dev');
mkdir "/dev/$_" for qw(pts shm);
symlink '/proc/self/fd', '/dev/fd';
symlink "/proc/self/fd/$_->[0]", "/dev/$_->[1]" for [0, 'stdin'], [1, 'stdout'], [2, 'stderr'];
symlink 'pts/ptmx', '/dev/ptmx';
place(filesystem('devpts', $no_suid | $no_exec, ptmxmode => '0666', mode => '0600'), '/dev/pts');
place(filesystem('tmpfs', $no_suid | $no_dev, mode => '1777', size => $one{room}), '/dev/shm');
for (@placed) {
  my ($to, $tree, $is_file, $attributes) = @$_;
  make_way($to, $is_file);
  restrict($tree, '', $attributes);
  place($tree, $to);
}
place(filesystem('proc', $no_suid | $no_dev | $no_exec), '/proc');
if (open my $name, '>', '/proc/sys/kernel/hostname') { syswrite $name, $one{host} }
# The files of control groups are root's own, and a further user namespace could mount them.
if ($one{nesting} eq 'none') {
  open my $most, '>', '/proc/sys/user/max_user_namespaces' or refuse('limit user namespaces');
  syswrite $most, 1;
}
# Root may set the kernel's switches even without its powers; and what covers them keeps a second /proc from being mounted.
for (grep { -e } map { "/proc/$_" } qw(sys sysrq-trigger irq bus fs acpi scsi)) {
  my $tree = copy_tree($_, $recursive);
  restrict($tree, '', $read_only | $no_suid | $no_dev | $no_exec);
  place($tree, $_);
}
place(copy_tree('/dev/null', 0), $_) for grep { -e } map { "/proc/$_" } qw(kcore kmsg keys);
`;
