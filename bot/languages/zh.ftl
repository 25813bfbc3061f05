### 简体中文。与 en.ftl 的消息和参数一一对应。
###
### 术语：外观设计专利、洛迦诺分类、公开号、申请号、专利权人、有效／失效／审中、比对、线条图。

## 语言本身

locale = zh-Hans-CN
language-name = 简体中文
language-words = zh, zho, cn, zh-CN, zh-Hans, Chinese, Simplified Chinese, Mandarin, Chinesisch, chinois, chino, 中文, 汉语, 漢語, 简体, 简体中文, 中国語, 中国话, 普通话, 중국어
format-day = y年M月d日
format-utc-time = { $day } { $time }（UTC）
format-local-time = { $day } { $time }

country-BX = 比荷卢
country-HK = 中国香港
country-MO = 中国澳门
country-TW = 中国台湾
country-WO = WIPO（海牙体系）

## 列表

list-separator = 、
list-more = { $listed } 等，另有 { $more } 项
list-none-fits = 共 { $count } 项
list-country = { $name }（{ $code }）

## 风险

risk-high = 高
risk-medium = 中
risk-low = 低
risk-unrated = 未评级

## 问题

# $file 是 `picture-named` 或 `picture-unnamed`，$name 是文件名。
-picture-formats = JPEG、PNG、WEBP、GIF、TIFF、BMP、HEIC 或 AVIF
-operator = Lookalike 的维护人员
# 消息菜单中的快捷方式，与应用清单（manifest）中的名称一致。
-shortcut-check = 检测外观设计专利
problem-invalid-option = 选项“{ $option }”填写有误：{ $fault }。{ $correction }。
problem-unknown-option = 这里没有“{ $option }”这个选项{ $meant }，可用的选项有：{ $accepted }。{ $correction }。
problem-too-many-images = 这条消息有 { $count } 张图片，而 Lookalike 每条消息最多检测 { $limit } 张。其余图片请另发一条消息。
problem-no-image = 这里没有可检测的图片。请发送一张产品图片，格式为 { -picture-formats }。
problem-no-forwarded-image = Slack 没有向 Lookalike 提供转发消息中的图片。如果其中有图片，请直接发送图片本身。
problem-posted-by-app = 这条消息由工作流或其他应用发布，只有在有人要求时 Lookalike 才会检测。如需检测，请在此消息串中提及 Lookalike，或在该消息的菜单中选择“{ -shortcut-check }”。
problem-already-checked = 上面的图片已经检测过，或正在检测。结果就在此消息串中；如果检测失败，失败消息下方有重试按钮。
problem-thread-unreadable = Slack 没有向 Lookalike 提供此消息串中前面的内容。请稍等一分钟，再提及它一次。
problem-not-in-channel = Lookalike 不在此会话中，既无法读取图片，也无法回复。请邀请它加入（输入 /invite 和应用名称）后重试，或在它所在的频道中发送图片。
# $where 是 `address-quoted` 或 `address-none`，$why 是地址的某种错误。
problem-invalid-address = Lookalike 无法从{ $where }获取图片：{ $why }。请提供公网上 JPG 或 PNG 图片的完整地址，以 https:// 开头。
problem-address-not-kept = 地址中“?”之后的部分，Lookalike 只保留到检测或搜索结束。请重新输入命令，并附上完整地址。
# $number 是 `number-quoted` 或 `number-none`，$why 是号码的某种错误。
problem-invalid-number = { $number }不是可以查询的专利号：{ $why }。{ $examples }。
problem-too-many-numbers = 这里有 { $count } 个号码，而 Lookalike 一次最多查询 { $limit } 个。其余号码请另用一条命令查询。
problem-not-an-image = { $file }不是 Lookalike 能读取的图片。请以 { -picture-formats } 格式发送。
problem-broken-image = { $file }已损坏或不完整，无法打开。请重新导出并发送新文件。
# $form 是文件格式（大写），相机的为 RAW，未知的为 `unknown`。
problem-unsupported-image = { $file }{ $form ->
        [RAW] 是相机的 RAW 原始照片
        [unknown] 是少见的图片格式
       *[other] 是少见的 { $form } 格式
    }，Lookalike 无法读取。请导出为 JPEG 或 PNG，再发送新文件。
problem-blank-image = { $file }是空白图片：只有一种颜色，没有可比对的内容，因此没有发送给 Patsnap。请发送能看清产品的图片。
problem-image-too-large = { $file }超过 { $limit_mb } MB。请发送小一些的版本，长边 2,000 像素就足够。
problem-too-many-pixels = { $file }超过 { $limit_megapixels } MP（百万像素）。请发送小一些的版本，长边 2,000 像素就足够。
problem-image-too-small = { $file }只有 { $width } × { $height } 像素。请发送每边至少 { $min_side } 像素的版本。
problem-file-deleted = { $file }在检测之前已被删除。如仍需检测，请重新发送。
problem-file-not-shown = Slack 没有向 Lookalike 提供{ $file }：它已被删除，或来自 Lookalike 未加入的会话。请在这里直接发送图片本身。
problem-file-beyond-limit = 这张图片已超出工作区 Slack 套餐的保留期限，Slack 不再提供。请重新发送。
problem-file-external = { $file }存放在 Slack 之外，Lookalike 无法读取。请直接上传图片本身。
problem-file-forbidden = Slack 不允许 Lookalike 读取{ $file }。如果图片是转发的，请直接发送图片本身；否则请工作区管理员确认应用已加入此频道并有权读取文件，然后重试。
problem-file-unavailable = Slack 没有及时提供{ $file }。请一分钟后再试。
problem-silent-here = 此频道与其他组织共享，Lookalike 在这里保持静默，直到本工作区有人输入“/lookalike 开”。
problem-channel-unknown = Slack 没有告知此频道是否与其他组织共享。请一分钟后再试。
problem-slack-refused = Slack 拒绝了 Lookalike 在这里需要的操作（{ $method }：{ $code }）。请联系工作区管理员处理，然后重试。
problem-image-refused = Patsnap 没有接受{ $file }（发送的是不超过 4 MB 的 JPG 或 PNG）。请换一张产品图片再试。
# $reason 是 Patsnap 的原话（一般为英文），或 `detail-reason`。
problem-rejected = Patsnap 拒绝了这次检测（代码 { $code }）：{ $reason }。请更换选项或图片再试。
problem-unavailable = 多次尝试后仍无法连接 Patsnap。请几分钟后再试。
problem-bad-response = Lookalike 无法读取 Patsnap 返回的内容。请几分钟后再试。
problem-bad-credentials = Patsnap 不接受 Lookalike 使用的密钥（代码 { $code }）。请联系 { -operator }检查密钥，然后重试。
problem-no-permission = Lookalike 的 Patsnap 账户没有所需服务的权限（{ $api }）。请联系 { -operator }开通，然后重试。
problem-quota-exceeded = Lookalike 的 Patsnap 账户余额不足，或调用次数已用完。请联系 { -operator }充值，然后重试。
problem-client-expired = Lookalike 的 Patsnap 账户已到期。请联系 { -operator }续期，然后重试。
# $until 是一个时刻，如 2026年11月22日 16:02（UTC），未知的为 `unknown`。
problem-daily-limit = Patsnap 的每日调用上限今天已用完（服务 { $api }）。{ $until ->
        [unknown] 请明天再试
       *[other] 恢复时间：{ $until }，请届时再试
    }。
problem-task-failed = Patsnap 已开始比对，但未能完成。请重试，这会再产生一次计费调用。
problem-empty-report = Patsnap 已完成比对，但报告是空的，因此没有结果。请重试，这会再产生一次计费调用。
problem-submit-unknown = 图片发送给 Patsnap 时连接中断，无法确定检测是否已经开始。Patsnap 可能已经计费；重新检测会再产生一次计费调用。
# $time 是一段时间，如“30 分钟”，未知的为 `unknown`。
problem-expired = Patsnap { $time ->
        [unknown] 没有在时限内
       *[other] 没有在 { $time }内
    }给出结果。请重试：Lookalike 会先查看报告是否已经送达。
problem-cancelled = 这次检测已取消，没有报告。随时可以重试。
problem-restarting = Lookalike 正在重启，没能完成这次请求。请一分钟后再试。
problem-internal = Lookalike 内部出错。请重试；如果再次出错，请把编号 { $error_id } 告诉 { -operator }。

picture-named = “{ $name }”
picture-unnamed = 这张图片
picture-number = 图片 { $number }
# $name 是 `picture-number`、文件名，或两者都有。
picture-said = { $name }：{ $sentence }

# 代替未知的细节。
detail-option = 此选项
detail-accepted = 其他值
detail-count = 过多
detail-width = 几
detail-height = 几
detail-code = 未知
detail-reason = 未说明原因
detail-method = 某个调用
detail-api = 名称未知
detail-error-id = 未知

retry-button = 重试
retry-button-paid = 重新检测
# 屏幕阅读器对这两个按钮的读法。
retry-label = 重试：{ $name }
retry-label-paid = 重新检测：{ $name }
retry-title = 重新检测？
retry-text = 第一次尝试 Patsnap 可能已经计费。重新检测会再产生一次计费调用。
retry-confirm = 重新检测
retry-deny = 暂不
retry-pressed = 正在重试……
check-gone = 这次检测的记录已不存在，没有可显示的内容。如需重新检测，请再次发送图片。

## 号码和地址的错误

number-quoted = “{ $typed }”
number-none = 输入的内容
number-fault-empty = 其中没有可读取的内容
number-fault-too-much-text = 内容过长，请只粘贴号码
number-fault-no-digits = 其中没有数字
number-fault-too-short = 不足四位数字，会对应成千上万件专利
number-fault-too-long = 位数过多；如有多个号码，请用逗号和空格分隔
number-fault-wrong-form = { $country }的号码不是这种格式
number-fault-country-needed = 位数太少，可能来自任何国家或地区；请在前面加上国家/地区代码
number-fault-unknown-country = 没有任何专利局使用开头的代码
number-fault-two-countries = 其中有两个国家/地区；如有多个号码，请用逗号和空格分隔
number-fault-check-digit = 中国申请号的最后一位由其他各位算出，这里应为 { $expected }
number-fault-date = 这是日期或年份，请加上号码本身
number-fault-unknown-link = Lookalike 无法从此链接中读取号码，请直接粘贴号码
number-fault-not-a-number = 其中有不属于号码的字母或文字
number-fault-other = Lookalike 无法读取
number-country = 该国家/地区
number-expected = 其他数字
number-examples = 外观设计的号码形如 { $examples }、{ $last }
number-examples-country = { $country }外观设计的号码形如 { $example }

address-quoted = “{ $address }”
address-none = 空地址
address-fault-missing = 缺少地址
address-fault-unreadable = 它不是有效的地址
address-fault-too-long = 地址超过 2,000 个字符
address-fault-scheme = 地址没有以 http:// 或 https:// 开头
address-fault-credentials = 地址中含有用户名或密码，会随之发送给 Patsnap
address-fault-host = 主机名既不是 example.com 这样的普通域名，也不是普通的 IP 地址
address-fault-not-public = 主机不在公网上，Patsnap 无法访问
address-fault-other = Lookalike 无法使用该地址

## 选项

# 选项的错误，是一个分句。$accepted 是 `option-accepts-…` 之一，$meant 是 `option-meant` 或空。
option-fault-missing = 后面没有内容；请填写{ $accepted }
option-fault-wrong = 无法识别“{ $value }”{ $meant }；请填写{ $accepted }
option-fault-unsure = “{ $value }”是指{ $nearest }，还是普通文字？代码请用大写字母，或用逗号分隔
option-fault-left-over = “{ $value }”写在值的后面，不确定是否属于该选项{ $meant }；请填写{ $accepted }，其他内容请另起一行
option-fault-unfit = “{ $value }”不适用于这里；请填写{ $accepted }
option-fault-twice = 填写了两次，而且值不同；请只保留一个
option-fault-too-long = “{ $value }”过长；请填写{ $accepted }
option-fault-future = “{ $value }”尚未到来；请填写{ $accepted }
option-value = 该值
option-nearest = 某个值
option-meant = （是否指“{ $nearest }”？）
option-nothing-sent = 没有向 Patsnap 发送任何内容
option-nothing-sent-post = 没有向 Patsnap 发送任何内容；请在此消息串中提及 Lookalike 并附上正确的选项，图片就会被检测

# 选项接受的值。每个例子都可以照原样输入。
option-accepts-countries = 国家/地区的代码或名称，如 US、CN、德国、日本，用逗号分隔
option-accepts-since = 已经过去的年份或日期，如“2020年”或“2020-01-31”
option-accepts-loc = 洛迦诺分类号，如 21-01，用逗号分隔
option-accepts-lang = 中文或英文
option-accepts-keyword = 最多 { $words } 个词，或用引号括起来的词语，如“智能手表”，不超过 { $characters } 个字符
option-accepts-views = “合并”（一条消息用二至四张图片展示同一件产品时）
option-accepts-expression = 洛迦诺分类号，如 21-01、21-03，或表达式，如“(21-01 OR 21-03) NOT 21-02”
option-accepts-assignee = 公司名称，最多 { $words } 个词，或用引号括起来的名称，不超过 { $characters } 个字符
option-accepts-status = 有效、审中、失效、未确认、PCT指定期内、PCT指定期满，用逗号分隔
option-accepts-legal = 代码或名称，如 3、2：{ $codes }
option-accepts-period = 年份、日期或范围，如 2015..2020、2018.. 或 ..2019-06-30
option-accepts-day = 年份或日期，如“2020年”或“2020-01-31”
option-accepts-sort = 公开日、申请日或授权公告日；不填则最相似的排在最前
option-accepts-order = 升序或降序，与“排序”一起使用
option-accepts-limit = 1 至 { $limit } 的数字

# 选项的名称，即冒号前输入的词。
option-name-countries = 国家
option-name-country = 国家
option-name-since = 起始日期
option-name-loc = 分类
option-name-lang = 语言
option-name-keyword = 关键词
option-name-views = 视图
option-name-assignee = 专利权人
option-name-status = 状态
option-name-legal = 法律状态
option-name-filed = 申请日
option-name-published = 公开日
option-name-sort = 排序
option-name-order = 顺序
option-name-limit = 数量

# 选项的值，即冒号后输入的词。
option-word-together = 合并
option-word-active = 有效
option-word-pending = 审中
option-word-inactive = 失效
option-word-undetermined = 未确认
option-word-pct-designated = PCT指定期内
option-word-pct-expired = PCT指定期满
option-word-pbd = 公开日
option-word-apd = 申请日
option-word-isd = 授权公告日
option-word-asc = 升序
option-word-desc = 降序

# Patsnap 的法律状态代码。每个名称都可以写在“法律状态：”之后。
legal-code = { $code } { $name }
legal-code-1 = 公开
legal-code-2 = 实质审查
legal-code-3 = 授权
legal-code-8 = 避免重复授权
legal-code-11 = 撤回
legal-code-12 = 撤回类型未确定
legal-code-13 = 驳回
legal-code-14 = 全部撤销
legal-code-15 = 期限届满
legal-code-16 = 未缴年费
legal-code-17 = 视为撤回
legal-code-18 = 主动撤回
legal-code-19 = 视为放弃
legal-code-20 = 主动放弃
legal-code-21 = 权利恢复
legal-code-22 = 权利终止
legal-code-23 = 部分无效
legal-code-24 = 申请终止
legal-code-25 = 放弃类型未确定
legal-code-30 = 放弃
legal-code-222 = PCT 222
legal-code-223 = PCT 223
legal-code-224 = PCT 224
legal-code-225 = PCT 225

## 时长

duration-seconds = { $seconds } 秒
duration-minutes = { $minutes } 分钟
duration-both = { $minutes } 分 { $seconds } 秒
about-seconds = 约 { $seconds } 秒
about-minutes = 约 { $minutes } 分钟

## 阶段与进度

stage-received = 正在准备图片
stage-prepared = 排队等待 Patsnap 处理
stage-submitting = 正在发送给 Patsnap
stage-submitted = 正在与外观设计专利比对
stage-finished = 已完成
stage-failed = 未能检测
stage-expired = 未按时收到结果
stage-cancelled = 已取消
# 达到每日调用上限后，代替阶段。
stage-waiting = 等待 Patsnap 次日恢复

progress-title-waiting = 等待检测 { $pictures } 张图片
progress-title-running = 正在检测 { $pictures } 张图片
progress-title-ended = { $pictures ->
        [1] 检测已结束
       *[other] { $pictures } 项检测均已结束
    }
# mrkdwn。第二个星号后面要有空格，粗体才会生效。
progress-heading = *{ $title }*
progress-heading-in = *{ $title }* · 比对范围：{ $countries }
# 标题，作为无排版文本的第一行。
progress-first-line = { $title }。
progress-line = { $emoji } { $name }：{ $stage }
progress-more = 另有 { $more } 张
# $bar 是图形，$share 是同一进度的百分比。
progress-bar = { $bar } { $share }
progress-goes-on = 将在 { $moment } 后不久自动继续
# $elapsed 是一段时间，$usual 是 `about-…` 之一。
progress-elapsed = 已用 { $elapsed }
progress-usual = 通常需要{ $usual }
progress-elapsed-of = 已用 { $elapsed }，通常需要{ $usual }
progress-late = 已用 { $elapsed }，比平时久（通常需要{ $usual }）
progress-filed-after = 申请日晚于 { $day }
progress-locarno = 洛迦诺分类 { $classes }
progress-keyword = 关键词“{ $keyword }”
progress-similar = 查找相似外观设计
progress-similar-label = { $pictures ->
        [1] 查找与“{ $name }”相似的外观设计
       *[other] 查找与这 { $pictures } 张图片相似的外观设计
    }
progress-cancel = 取消
progress-cancel-label = { $checks ->
        [1] 取消对“{ $name }”的检测
       *[other] 取消正在进行的 { $checks } 项检测
    }
progress-cancel-title = { $checks ->
        [1] 取消这次检测？
       *[other] 取消这 { $checks } 项检测？
    }
progress-cancel-text = 尚未送达 Patsnap 的图片不会再发送。Patsnap 已经开始的检测仍会计费，但报告不会发到这里。
progress-cancel-confirm = { $checks ->
        [1] 取消检测
       *[other] 取消这 { $checks } 项
    }
progress-cancel-deny = 继续检测

## 命令与快捷方式

# mrkdwn。反引号中是要输入的内容；`/lookalike` 后面的词见 `bot/options/subcommands.py`。
usage-title = 用法
usage-commands =
    `/lookalike 检测 &lt;图片地址&gt;`  检测网上的一张图片，结果发在这里的消息串中
    `/lookalike 相似 &lt;图片地址&gt;`  立即显示与它最相似的外观设计，仅自己可见
    `/lookalike 历史`  列出自己最近的检测，仅自己可见
    `/lookalike 开`  允许它在与其他组织共享的频道中发言，`/lookalike 关` 则停止
    `/lookalike 帮助`  显示本说明
usage-options-title = 检测的选项，可写在消息或命令中
usage-option = `{ $name }：`  { $accepted }
usage-filter = `{ $name }：`
usage-filters = 相似外观设计可以用这些条件筛选：{ $filters }。
usage-examples-title = 示例
usage-examples =
    `/lookalike 检测 https://example.com/mug.jpg 国家：美国、欧盟 起始日期：2020年`
    `/lookalike 相似 https://example.com/mug.jpg 国家：美国、中国 分类：“(07-01 OR 07-02)” 状态：有效 申请日：2015年至今`
usage-elsewhere = 也可以在应用所在的频道中直接发送图片。如果图片已在某条消息中，请打开该消息的菜单，选择“{ -shortcut-check }”或“{ -shortcut-similar }”，或者在它的消息串中提及应用。
-shortcut-similar = 查找相似外观设计
usage-unknown = Lookalike 不认识“{ $typed }”。

switched-own = 此频道只属于本工作区。只要 Lookalike 是频道成员，就一直处于开启状态。
switched-on = Lookalike 已在此频道开启。它会检测这里发送的图片，包括其他组织发送的；频道中的所有人都能看到结果。输入 `/lookalike 关` 可让它恢复静默。
switched-off = Lookalike 已在此频道关闭，不会再开始新的检测；已经开始的检测仍会回复。输入 `/lookalike 开` 可重新开启。
check-started = 正在检测“{ $name }”。结果会发在这里的消息串中。
# $person 是提及，要放在最前面，这样 Slack 会让此人关注该消息串。
thread-root = { $person } 请求检测图片的外观设计侵权风险：{ $pictures }。
thread-root-unnamed = { $person } 请求检测一张图片的外观设计侵权风险。
known-running = 这条消息正在检测中，结果会发在它的消息串里。
# $answers 是链接，名称见下面两条。
known-answered = { $count ->
        [1] 这条消息已经检测过：{ $answers }。
       *[other] 这条消息已经检测过，共有 { $count } 个结果：{ $answers }。
    }
known-answer = 查看结果
known-answer-number = 结果 { $number }
history-none = 还没有检测记录。请在 Lookalike 所在的频道发送图片，或查看 `/lookalike 帮助`。
history-title = 最近的 { $checks } 次检测
history-picture = 图片

## 相似外观设计

# $of 是 `similar-of` 或空，$total 是 `similar-total` 或空。
similar-of = 与“{ $name }”相似的
similar-total = （共 { $total } 件）
similar-none = 没有找到{ $of }外观设计
similar-no-more = 没有更多{ $of }外观设计
similar-page = { $of }外观设计：第 { $first }–{ $last } 件{ $total }
similar-nearest = { $of }外观设计：最接近的 { $count } 件{ $total }
similar-sorted = { $of }外观设计：{ $count } 件{ $total }
similar-again = 之前的搜索已过期，本页来自一次新的搜索。外观设计可能重复，或顺序有变。
similar-searching = 正在查找与“{ $name }”相似的外观设计……
similar-turned = 后面的外观设计已经请求过了：它们已经或即将出现在下方。
similar-page-unknown = Slack 没有告知后面的外观设计是否已发到消息串。请再请求一次：不会重复发送。
similar-gone = 这次搜索已不存在，无法继续。请重新搜索这张图片。
similar-score = 相似度 { $score }
similar-no-number = 无公开号
similar-no-title = 无标题
# $number 是公开号。
similar-google = 在 Google Patents 查看 { $number }
# $patent 是公开号和标题，供屏幕阅读器使用。
similar-drawing = { $patent } 的线条图
similar-drawing-unnamed = 专利的线条图
similar-look-up = 查询
similar-look-up-label = 查询 { $number }
similar-more = 更多
similar-more-label = 更多{ $of }外观设计
similar-filter = 筛选……
similar-filter-label = 筛选{ $of }外观设计

similar-state-active = 有效
similar-state-pending = 审中
similar-state-inactive = 失效
similar-state-undetermined = 未确认
similar-state-pct-designated = PCT 指定期内
similar-state-pct-expired = PCT 指定期满
similar-state-unknown = 未知
similar-sort-pbd = 公开日
similar-sort-apd = 申请日
similar-sort-isd = 授权公告日

filter-state-active = 有效
filter-state-pending = 审中
filter-state-inactive = 失效
filter-state-undetermined = 未确认
filter-state-pct-designated = PCT 指定期内
filter-state-pct-expired = PCT 指定期满
filter-state-unknown = 未知

# 搜索的筛选条件，以圆点分隔。
filter-locarno = 洛迦诺分类 { $classes }
filter-assignee = 专利权人“{ $name }”
filter-status = 状态：{ $states }
filter-legal = 法律状态代码 { $codes }
filter-filed-between = 申请日：{ $first }至{ $last }
filter-filed-since = 申请日：{ $first }起
filter-filed-until = 申请日：截至{ $last }
filter-published-between = 公开日：{ $first }至{ $last }
filter-published-since = 公开日：{ $first }起
filter-published-until = 公开日：截至{ $last }
filter-keyword = 关键词“{ $keyword }”
filter-sort-oldest = 按{ $field }排序，最早的在前
filter-sort-newest = 按{ $field }排序，最新的在前

form-title = 筛选相似外观设计
form-submit = 搜索
form-close = 取消
form-about = 与“{ $name }”相似的外观设计。再次搜索会产生一次计费调用。
form-about-unnamed = 与这张图片相似的外观设计。再次搜索会产生一次计费调用。
form-country = 国家/地区
form-loc = 洛迦诺分类
form-loc-hint = 如 (21-01 OR 21-03) NOT 21-02
form-assignee = 专利权人
form-keyword = 关键词
form-status = 状态
form-legal = 法律状态
form-legal-code = { $name }（{ $code }）
form-filed-from = 申请日起
form-filed-to = 申请日止
form-published-from = 公开日起
form-published-to = 公开日止
form-sort = 排序
form-sort-hint = 不选则最相似的在前
form-sort-by = 按{ $field }
form-order = 顺序
form-order-hint = 按日期排序时有效
form-order-newest = 最新的在前
form-order-oldest = 最早的在前
form-limit = 每次调用返回的件数
form-limit-hint = 1 至 { $limit }，每次显示十件

## Patsnap 账单

statement-day = { $day }
statement-days = { $first }至{ $last }
# $when 是以上两条之一。
statement-none = { $when }没有调用记录。
statement-charged = { $when }，Patsnap 计费 { $total }：{ $items }。
statement-unknown-sum = 金额未知
# 以账户的货币计，Patsnap 未说明币种。
statement-money = { NUMBER($amount, minimumFractionDigits: 2, maximumFractionDigits: 2) }
statement-item = { $service } { $money }
statement-item-calls = { $service } { $money }（{ $calls } 次调用）
statement-plan = { $service } 按套餐
statement-plan-calls = { $service } 按套餐（{ $calls } 次调用）
