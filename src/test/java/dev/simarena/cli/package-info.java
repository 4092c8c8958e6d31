/** Tests of the command line. */
package dev.simarena.cli;
