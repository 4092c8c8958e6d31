package dev.simarena.cli;

import dev.simarena.report.RunEnvironment;
import picocli.CommandLine.IVersionProvider;

/** Tell the version of Sim-Arena. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"arena " + RunEnvironment.version()};
    }
}
