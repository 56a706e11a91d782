/// What every decoder of the program keeps to, and the proof that none is left out.
package org.sotto.support.decoder;
