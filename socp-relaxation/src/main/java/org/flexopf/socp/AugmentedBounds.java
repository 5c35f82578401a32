package org.flexopf.socp;

import org.flexopf.model.Variables;

/**
 * The variables of the two further load flows of {@link AugmentedSocp}: per bus v and vbar, per branch the hat and bar
 * flows into the downstream bus, and fbar.
 */
record AugmentedBounds(
        Variables v, Variables vBar, Variables pHat, Variables qHat, Variables pBar, Variables qBar, Variables fBar) {}
