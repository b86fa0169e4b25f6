/**
 * Loopback, and the doors in it: ports of 127.0.0.1 behind which unix sockets of the process outside answer. What
 * arrives at a door is handed on byte by byte, so that the server needs no second start inside. A name server knows no
 * name, and remembers which ones were asked for: that is how programs are told that ask nobody's proxy.
 */
export const DOORS = String.raw`
my ($most_handles, $piece, $most_held) = (800, 65536, 1048576);
my (%door, %handle, %peer, %waiting, %ended);

socket my $any, $inet, $datagram, 0 or refuse('socket');
my $up_and_running = pack 'a16 s x22', 'lo', 0x41;
ioctl $any, 0x8914, $up_and_running or refuse('bring up loopback'); # SIOCSIFFLAGS
close $any;

for (@doors) {
  my ($port, $path) = split /:/, $_, 2;
  socket my $socket, $inet, $stream, 0 or refuse('socket');
  bind $socket, pack('S n C4 x8', $inet, $port, 127, 0, 0, 1) or refuse("bind port $port");
  listen $socket, 128 or refuse("listen at port $port");
  fcntl $socket, $set_flags, $non_blocking;
  $handle{ fileno $socket } = $socket;
  $door{ fileno $socket } = $path;
}

my ($most_names, %asked) = (200);
socket my $names, $inet, $datagram, 0 or refuse('socket');
bind $names, pack('S n C4 x8', $inet, 53, 127, 0, 0, 1) or refuse('bind port 53');
fcntl $names, $set_flags, $non_blocking;

# RFC 1035, 4.1: a header of 12 bytes, then the name in labels with their lengths before them, its type and its class.
sub know_nothing {
  my $from = recv $names, my $question, 512, 0;
  return if !defined $from || length $question < 17;
  my ($at, @labels) = (12);
  while ((my $length = ord substr $question, $at, 1) > 0) {
    return if $length > 63 || $at + $length + 5 >= length $question;
    push @labels, substr $question, $at + 1, $length;
    $at += $length + 1;
  }
  my $type = unpack 'n', substr $question, $at + 1, 2;
  my $name = lc join '.', @labels;
  $name = 'others' if !$asked{$name} && keys %asked >= $most_names;
  $asked{$name}{$type}++;
  my $header = substr($question, 0, 2) . pack 'n5', 0x8183, 1, 0, 0, 0;
  send $names, $header . substr($question, 12, $at - 7), 0, $from;
}
sub say_names {
  for my $name (sort keys %asked) {
    # A look-up asks for the addresses of both kinds.
    my ($most) = sort { $b <=> $a } values %{ $asked{$name} };
    say_word('asked', $name, $most);
  }
}

sub let_in {
  accept my $near, $handle{ $_[0] } or return;
  socket my $far, $unix, $stream, 0 or return;
  connect $far, unix_address($door{ $_[0] }) or return;
  my @both = map { fileno $_ } $near, $far;
  @handle{@both} = ($near, $far);
  @peer{@both} = reverse @both;
  $waiting{$_} = '' for @both;
  fcntl $_, $set_flags, $non_blocking for $near, $far;
}
sub let_go {
  my @both = ($_[0], $peer{ $_[0] });
  for my $fd (@both) {
    close $handle{$fd};
    delete $_->{$fd} for \%handle, \%peer, \%waiting, \%ended;
  }
}
sub wanted {
  my ($reads, $writes) = ('', '');
  vec($reads, fileno $names, 1) = 1;
  for my $fd (keys %handle) {
    if (exists $door{$fd}) { vec($reads, $fd, 1) = keys %handle < $most_handles ? 1 : 0; next }
    vec($reads, $fd, 1) = 1 if !$ended{$fd} && length $waiting{ $peer{$fd} } < $most_held;
    vec($writes, $fd, 1) = 1 if length $waiting{$fd};
  }
  return ($reads, $writes);
}
sub take_from {
  my ($fd) = @_;
  my $other = $peer{$fd};
  my $got = sysread $handle{$fd}, $waiting{$other}, $piece, length $waiting{$other};
  if (!defined $got) { let_go($fd) if $! != $again && $! != $interrupted; return }
  $ended{$fd} = 1 if $got == 0;
  give_to($other);
}
sub give_to {
  my ($fd) = @_;
  if (length $waiting{$fd}) {
    my $sent = syswrite $handle{$fd}, $waiting{$fd};
    if (!defined $sent) { let_go($fd) if $! != $again && $! != $interrupted; return }
    substr($waiting{$fd}, 0, $sent) = '';
  }
  my $other = $peer{$fd};
  return if !$ended{$other} || length $waiting{$fd};
  shutdown $handle{$fd}, 1;
  let_go($fd) if $ended{$fd} && !length $waiting{$other};
}
sub hand_on {
  my ($reads, $writes) = @_;
  know_nothing() if vec $reads, fileno $names, 1;
  for my $fd (keys %handle) {
    next if !$handle{$fd};
    if (exists $door{$fd}) { let_in($fd) if vec $reads, $fd, 1; next }
    give_to($fd) if vec $writes, $fd, 1;
    take_from($fd) if $handle{$fd} && vec $reads, $fd, 1;
  }
}
`;
