package org.flexopf.acopf;

/** The same where every branch has a current of its own. */
class StiffDerivativesTest extends DerivativesTest {

    @Override
    double stiffBelow() {
        return 1.0;
    }
}
