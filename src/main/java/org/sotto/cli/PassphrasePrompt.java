package org.sotto.cli;

import org.sotto.crypto.key.SecretBytes;

/// Asks the person at the terminal for a passphrase, without echo.
interface PassphrasePrompt {
    /// @return the UTF-8 bytes that were typed
    /// @throws CliException there is no terminal
    SecretBytes ask(String question);
}
