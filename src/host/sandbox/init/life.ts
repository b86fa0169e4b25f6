/**
 * The program's life: it is started in a group of its own, watched until it ends, or too many processes are there, or
 * the process outside is gone; then process 1 ends, and the kernel with it whatever else runs in the namespaces.
 */
export const LIFE = String.raw`
$SIG{PIPE} = 'IGNORE';
$SIG{__DIE__} = sub { say_word('refused', $_[0]) };
pipe my $child_ended, my $wake or refuse('pipe');
fcntl $_, $set_flags, $non_blocking for $child_ended, $wake;
$SIG{CHLD} = sub { syswrite $wake, 'x' };

my $agent = fork;
refuse('fork') if !defined $agent;
if (!$agent) {
  $SIG{PIPE} = $SIG{CHLD} = 'DEFAULT';
  setpgrp 0, 0;
  # What whoever started us left open for every program is not for this one.
  opendir my $open, '/proc/self/fd';
  for (grep { /^\d+$/ && $_ > 2 } readdir $open) {
    open my $file, '<&=', $_ or next;
    close $file;
  }
  chdir $one{cwd} or die "$one{cwd}: $!\n";
  %ENV = map { split /=/, $_, 2 } @env;
  umask 022;
  exec { $args[0] } @args or die "$args[0]: $!\n";
}
open STDIN, '<', '/dev/null';
open STDOUT, '>', '/dev/null';
open STDERR, '>', '/dev/null';
say_word('started');

my ($most_kilobytes, $most_processes, $status) = (0, 0);

sub processes {
  opendir my $all, '/proc' or return;
  return sort { $a <=> $b } grep { /^\d+$/ && $_ > 1 } readdir $all;
}
sub first_line {
  open my $file, '<', $_[0] or return '';
  return scalar(<$file>) // '';
}
sub fields {
  open my $file, '<', $_[0] or return;
  return map { /^(PPid|VmSize|VmRSS):\s+(\d+)/ ? ($1, $2) : () } <$file>;
}
my %seen;
sub sample {
  my @all = processes();
  my %status = map { $_ => { fields("/proc/$_/status") } } @all;
  my $kilobytes = 0;
  for (@all) {
    my ($own, $parent) = ($status{$_}, $status{ $status{$_}{PPid} // 0 });
    # What has just been forked, and is no program of its own yet, has its parent's memory.
    next if !$seen{$_} && $parent && ($own->{VmSize} // 0) == ($parent->{VmSize} // 0);
    $kilobytes += $own->{VmRSS} // 0;
  }
  %seen = map { $_ => 1 } @all;
  $most_kilobytes = $kilobytes if $kilobytes > $most_kilobytes;
  $most_processes = @all if @all > $most_processes;
  return scalar @all;
}
sub finish {
  say_word(@_); # first: by it the time of the program is over
  sample();
  say_word('memory', $most_kilobytes * 1024);
  say_word('processes', $most_processes);
  say_names();
  if ($_[0] eq 'ended') {
    my @left = map { first_line("/proc/$_/stat") =~ /^\d+ \((.*)\) [^ZX]/s ? $1 : () } processes();
    say_word('left', $_) for @left > 20 ? @left[0 .. 19] : @left;
  }
  exit 0;
}

for (my $turn = 0; ; $turn++) {
  my ($reads, $writes) = wanted();
  vec($reads, fileno $_, 1) = 1 for $child_ended, $control;
  my $found = select $reads, $writes, undef, 0.1;
  # Traffic wakes this loop far more often than ten times a second.
  if ($found < 1 || $turn % 32 == 0) { finish('too-many') if sample() > $one{processes} }
  next if $found < 1;
  if (vec $reads, fileno $child_ended, 1) {
    sysread $child_ended, my $drained, 4096;
    while ((my $ended = waitpid -1, 1) > 0) { $status = $? if $ended == $agent }
    finish('ended', $status >> 8, $status & 127) if defined $status;
  }
  if (vec $reads, fileno $control, 1) {
    my $got = sysread $control, my $order, 16;
    exit 0 if defined $got && $got == 0;
    finish('killed') if $got && $order =~ /kill/;
    kill 'TERM', -$agent if $got;
  }
  hand_on($reads, $writes);
}
`;
