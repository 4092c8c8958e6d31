/** Show episodes to people: stories, Allure steps, charts, trace diffs and the run summary. */
@NullMarked
package dev.simarena.report;

import org.jspecify.annotations.NullMarked;
