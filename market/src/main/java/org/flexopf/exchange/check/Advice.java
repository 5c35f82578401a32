package org.flexopf.exchange.check;

/**
 * Whoever has an idea of how much of a trade the network takes. An AC check begins its search there; what it answers is
 * the power flow's word all the same. Belongs to one state and its thread.
 */
interface Advice {

    /** Nobody's. */
    Advice NONE = new Advice() {
        @Override
        public long lots(long[] traded, Transfer transfer, long quantity, long lot) {
            return -1L;
        }

        @Override
        public void heard(long[] traded, Transfer transfer, long quantity, boolean feasible) {}
    };

    /**
     * The number of lots that is likely to be feasible.
     *
     * @param traded what trades have added to the injections per bus index, W; not to be changed
     * @param quantity what is asked for and not feasible, W
     * @return -1 for no idea
     */
    long lots(long[] traded, Transfer transfer, long quantity, long lot);

    /** The word of the power flow about all that was asked for. */
    void heard(long[] traded, Transfer transfer, long quantity, boolean feasible);
}
