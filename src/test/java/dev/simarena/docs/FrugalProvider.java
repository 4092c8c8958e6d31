package dev.simarena.docs;

import dev.simarena.episode.Policy;
import dev.simarena.episode.PolicyProvider;

/** Offer {@link FrugalPolicy} by name. */
public final class FrugalProvider implements PolicyProvider {

    @Override
    public String name() {
        return "frugal";
    }

    @Override
    public String description() {
        return "Reduce what is insufficient.";
    }

    @Override
    public Policy create() {
        return new FrugalPolicy();
    }
}
