package org.sotto.server.backup;

/// A backup that is not taken, for a reason that its operator can remove. Nothing of it was left behind.
public final class RestoreRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String hint;
    private final boolean wrongPassphrase;

    public RestoreRefusedException(String message, String hint) {
        this(message, hint, false);
    }

    private RestoreRefusedException(String message, String hint, boolean wrongPassphrase) {
        super(message);
        this.hint = hint;
        this.wrongPassphrase = wrongPassphrase;
    }

    static RestoreRefusedException passphrase() {
        return new RestoreRefusedException(
                "the backup was made under another passphrase", "give the one that it was made with", true);
    }

    static RestoreRefusedException damaged(String where) {
        return new RestoreRefusedException(
                "the backup is damaged: it " + where, "nothing was restored; take another backup");
    }

    public String hint() {
        return hint;
    }

    public boolean isWrongPassphrase() {
        return wrongPassphrase;
    }
}
