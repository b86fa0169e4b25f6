/**
 * The first part of the program that is process 1 of the namespaces: it connects to the socket named by its argument,
 * reads what to do, and says over the same socket how far it came. Perl, because it starts in three milliseconds where
 * a second Node takes fifty, reaches the system calls, and is part of every Debian and Ubuntu. It loads no module, each
 * of which takes longer than Perl itself:
 * the numbers are those of Linux, the same on every processor that Node runs on.
 */
export const RECORDS = String.raw`
use strict;
my ($unix, $inet, $stream, $datagram) = (1, 2, 1, 2);
my ($set_flags, $non_blocking) = (4, 2048);
my ($interrupted, $again) = (4, 11);
my $control;

sub say_word {
  my @words = map { my $word = $_; $word =~ s/[\s%]/sprintf '%%%02x', ord $&/ge; $word } @_;
  syswrite $control, join(' ', @words) . "\n";
}
sub refuse {
  say_word('refused', $_[0], "$!");
  exit 125;
}

sub unix_address { return pack 'S a108', $unix, $_[0] }

socket $control, $unix, $stream, 0 or die "socket: $!\n";
connect $control, unix_address($ARGV[0]) or die "control: $!\n";

# A length in digits, a line end, then records of name=value that end with a NUL each.
my $text = '';
until ($text =~ /^(\d+)\n/ && length $text >= length($1) + 1 + $1) {
  sysread $control, $text, 65536, length $text or exit 125;
}
$text =~ s/^\d+\n//;

my (%one, @doors, @binds, @hidden, @shown, @env, @args);
my %many = (door => \@doors, bind => \@binds, hide => \@hidden, show => \@shown, env => \@env, arg => \@args);
for (split /\0/, $text) {
  my ($name, $value) = split /=/, $_, 2;
  if ($many{$name}) { push @{ $many{$name} }, $value } else { $one{$name} = $value }
}
`;
