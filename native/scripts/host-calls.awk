# SPDX-License-Identifier: Apache-2.0
#
# Turns abi/host_calls.tsv into C: one line HOST_CALL(number, name, rules) per call, where rules is a space-separated
# list of RULE(argument, KIND), RULE_EQ(argument, number) and RULE_LE(argument, number), or nothing.
# Whoever includes the result defines these four macros. Stops at the first line that is not right.

BEGIN {
	FS = "\t"
	kind["console-in"] = "CONSOLE_IN"
	kind["console-out"] = "CONSOLE_OUT"
	kind["disk"] = "DISK"
	kind["timer"] = "TIMER"
	split("boot idle disk console time memory exit", word, " ")
	for (i in word)
		phase[word[i]] = 1
	print "/* SPDX-License-Identifier: Apache-2.0 */"
	print "/* Made from host_calls.tsv by host-calls.awk; not to be edited. */"
}

function fail(why)
{
	printf "%s:%d: %s\n", FILENAME, FNR, why > "/dev/stderr"
	failed = 1
	exit 1
}

/^#/ || /^[ \t]*$/ { next }

{
	if (NF != 6)
		fail("six fields separated by tabs are needed, there are " NF)
	if ($1 !~ /^[0-9]+$/ || $1 > 511)
		fail("not a system call number: '" $1 "'")
	if ($2 !~ /^[a-z][a-z0-9_]*$/)
		fail("not a system call name: '" $2 "'")
	if (($1 in numbers) || ($2 in names))
		fail("twice in the list: " $2 " (" $1 ")")
	numbers[$1] = names[$2] = 1
	if (++count > 12)
		fail("the list never grows past twelve")
	if ($4 ~ /^ *$/ || $5 ~ /^ *$/)
		fail($2 " needs a reason and a guest activity")

	many = split($6, word, " ")
	if (!many)
		fail($2 " needs a phase")
	for (i = 1; i <= many; i++)
		if (!(word[i] in phase))
			fail("not a phase: '" word[i] "'")

	rules = ""
	if ($3 != "-") {
		many = split($3, word, ",")
		if (!many)
			fail($2 " needs rules, or '-' for any arguments")
		for (i = 1; i <= many; i++)
			rules = rules " " rule(word[i])
	}
	printf "HOST_CALL(%d, %s,%s)\n", $1, $2, rules
}

function rule(text,	argument, what)
{
	if (text !~ /^a[0-5]:./)
		fail("not a rule: '" text "' (aN:RULE)")
	argument = substr(text, 2, 1)
	what = substr(text, 4)
	if (what in kind)
		return "RULE(" argument ", " kind[what] ")"
	if (what ~ /^=[0-9]+$/)
		return "RULE_EQ(" argument ", " substr(what, 2) ")"
	if (what ~ /^<=[0-9]+$/)
		return "RULE_LE(" argument ", " substr(what, 3) ")"
	fail("not a rule: '" text "'")
}

END {
	if (!failed && !count) {
		print FILENAME ": no calls in it" > "/dev/stderr"
		exit 1
	}
}
