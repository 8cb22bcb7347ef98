using Floe.JobService.Store;
using Microsoft.EntityFrameworkCore;

namespace Floe.JobService.Templates;

/// <summary>The templates there are. Everybody may use them; their owner changes them.</summary>
internal sealed class TemplateStore(JobsDatabase database, TimeProvider time)
{
    public Task<List<TemplateRecord>> ListAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(context => context.Templates.OrderBy(template => template.Name).ToListAsync(cancellationToken), cancellationToken);

    public Task<TemplateRecord?> FindAsync(string name, CancellationToken cancellationToken) =>
        database.ReadAsync(context => context.Templates.FirstOrDefaultAsync(template => template.Name == name, cancellationToken), cancellationToken);

    /// <returns>True where it is new; null where the name belongs to somebody else's.</returns>
    public Task<bool?> PutAsync(TemplateRecord template, bool mayReplaceOthers, CancellationToken cancellationToken) => database.WriteAsync<bool?>(async context =>
    {
        if (await context.Templates.FirstOrDefaultAsync(t => t.Name == template.Name, cancellationToken) is not { } there)
        {
            template.CreatedAt = time.Now();
            context.Templates.Add(template);
            return true;
        }
        if (there.Owner != template.Owner && !mayReplaceOthers) return null;
        (template.Owner, template.CreatedAt) = (there.Owner, there.CreatedAt);
        context.Entry(there).CurrentValues.SetValues(template);
        return false;
    }, cancellationToken);

    public Task DeleteAsync(string name, CancellationToken cancellationToken) => database.WriteAsync(async context =>
    {
        if (await context.Templates.FirstOrDefaultAsync(t => t.Name == name, cancellationToken) is { } template) context.Templates.Remove(template);
        return true;
    }, cancellationToken);
}
