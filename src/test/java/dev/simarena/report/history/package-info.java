/** Tests of the history. */
package dev.simarena.report.history;
