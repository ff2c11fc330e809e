// SPDX-License-Identifier: Apache-2.0

/** Prints where the Java that runs it lives. */
void main() {
    IO.print(System.getProperty("java.home"));
}
