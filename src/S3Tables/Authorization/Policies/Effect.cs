namespace Floe.S3Tables.Authorization.Policies;

public enum Effect
{
    Allow,
    Deny,
}
