package dev.simarena.engine.core;

/**
 * Stand for the API client of one part of the control plane, whose requests may be limited.
 *
 * <p>Ask for a token before every write and before changing anything for it: where there is none the work on the present
 * object is broken off and done again when the next token comes. Controllers compare what is with what should be, so
 * doing it again from the start goes on where it was broken off.
 */
public interface Client {

    /** A client without limits. */
    Client UNLIMITED = new Client() {
        @Override
        public void take() {}

        @Override
        public void charge() {}
    };

    /**
     * Take the token for one request.
     *
     * @throws ThrottledException where the client must wait
     */
    void take();

    /**
     * Send a request that belongs to one sent just before, whose result would be forgotten if work broke off in between;
     * it is not held up, the next one waits longer.
     */
    void charge();
}
