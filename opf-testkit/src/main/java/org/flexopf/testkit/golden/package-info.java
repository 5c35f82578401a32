/**
 * Golden networks: small networks made for this project, each with the answers of independent programs. Start at
 * {@link org.flexopf.testkit.golden.GoldenCases}. How the answers were made, and how far they are to be trusted, stands
 * in the file {@code README.md} beside the networks, in the resources of this package.
 */
package org.flexopf.testkit.golden;
