using Floe.S3Tables.Authorization.Identities;
using Floe.S3Tables.Authorization.Resources;
using Floe.S3Tables.Hosting;

namespace Floe.S3Tables.Authorization;

public static class AuthorizationServices
{
    /// <summary>Who may call, and what each may do, on the <see cref="IPolicyStore"/> that the catalog adds.</summary>
    public static IServiceCollection AddAuthorization(this IServiceCollection services, S3TablesOptions options) => services
        .AddSingleton(_ => new IdentityDirectory(options.AccountId, options.Credentials, options.Users))
        .AddSingleton(provider => new Authorizer(
            provider.GetRequiredService<IdentityDirectory>(), provider.GetRequiredService<IPolicyStore>(), options.Region, options.TimeProvider));
}
