/* SPDX-License-Identifier: Apache-2.0 */
/*
 * python3 for the guest, until it runs programs linked to fixed addresses: Debian's own is one; its library, with the
 * same interpreter, is not.
 */
int Py_BytesMain(int argc, char **argv);

int main(int argc, char **argv)
{
	return Py_BytesMain(argc, argv);
}
